/*
 * The words and letters for yes and no of Unicode CLDR 48.2.0 (posix.messages), with the languages that have them; those
 * marked with "?" are languages of which CLDR has little. Made by scripts/make-yes-no-words.mjs.
 * Copyright 1991-2026 Unicode, Inc. Unicode License v3: https://www.unicode.org/license.txt
 */

export const CLDR_YES = `
  a: cs dje? khq? seh? ses? sk twq?; ande: seh?; ano: cs; ayyo: dje? khq? ses? twq?; bai, b: eu; bẹ́ẹ̀ni,
  bɛ́ɛ̀ni: yo; có, c: vi; da, d: bs hr ro sl sr; e: bem? bez? cgg? dua? dyo? ff? guz? ig kde? ksb? ku? lu? luo?
  mas? mg? mgh? nyn? rn? sbp? sc su? teo? tr yrl?; ee bono: guz?; ee: bem? dua? luo?; eego: cgg? nyn?; eeh: bez?
  teo?; eey: dyo? ff?; ego: rn?; ehe: ksb?; eja: sc; elo: kde?; ena: sbp?; eny: mg?; enya: su?; erê: ku?; evet:
  tr; eye: ig; eyo: lu? mgh?; eé: mas?; eẽ: yrl?; gea, g: rm; h: az bal? dav? hsb jmc? kgp? kok lag? rwk? sn? so
  tk uz vun?; ha, ҳа, ҳ: uz; haa: so; haj: hsb; haw: bal?; hawa: tk; haya: jmc? rwk? vun?; hongu: sn?; huwo:
  dav?; hə: az; hɨɨ: lag?; hỹ: kgp?; i: asa? cy ebu? ha hu kab? ln? mer? mt? sg?; ie: cy; igen: hu; ih: kab?; ii:
  ebu? mer?; iin: sg?; iva: mt?; iyee: asa?; j: af da de dsb eo et fo fy? gsw? is ksh? lb? lv nl nn sv wae?; ja:
  af da de fo fy? gsw? nb nl nn no sv wae?; jah: et; jes: eo; jo: dsb ksh? lb? se?; joh, joo: ksh?; já: is; jā:
  lv; kyllä, k: fi; lon, l: tok?; n: sw yo; ndiyo: sw; neja: saq?; o: agq? ceb ewo? fil fr ht mua?; oho: mua?;
  oo: ceb fil; oui: fr ht; owé: ewo?; po, p: sq; s: ast? ca es fur? gl ia it kea? pt scn? vec; se: scn?; si: fur?
  gl ia; sim: pt; sin: kea?; sì: fur? it vec; sí: ast? ca es; t: ga gd lt pl sgs?; taip: lt; tak: pl; tha, th:
  gd; tá: ga; tēp: sgs?; w: kln? mfe?; waaw, wa: wo; wei: kln?; wi: mfe?; y: ak bo? br en gd id ja km kok ks? lg?
  luy? mni? ms nd? nmg? pcm rof? shi? tok? tzm? vai? wae? xog? zu; ya: br id ms; yaŋ: nmg?; ye: lg? luy? xog?;
  yebo: nd? zu; yee: rof?; yeh: tzm?; yes: en my vai?; yiw: ak; yoh: jv; yyih: shi?; yẹs: pcm; áno: sk; èè: mgo?;
  íyo, í: ln?; îi, î: naq?; òo: agq?; āe, ā: mi; ĩĩ, ĩ: kam? ki?; ŋ̀ŋ̂, ŋ: bas?; ɔwɔ, ɔ: bm?; ɔ́ŋ, ɔ́: jgo?; ɛ:
  ee? ksf? yav?; ɛ́: ksf?; ɛ́ɛ́ɛ: yav?; ɣää, ɣ: nus?; ʻio: to?; ναι, ν, ναί: el; да, д: bg bs mk ru sr; иә, и,
  ءيا: kk; ооба, о: ky; сөп, с: sah?; т: be mn uk; так: be uk; тийм, ᠲᠡᠢᠢᠮᠣ, ᠲ: mn; уойы, у: os?; эйе, э: ba;
  ҫапла, а: cv; әйе: tt; այո, ա: hy; כן, כ: he; آ: fa ks?; بله, ب, آری: fa; نعم, ن: ar; ه: lrc? ps; هأری: lrc?;
  ها, हा: sd; هان, هاو: bgn?; هو: ps; ھەئە: ug?; ہاں: pa ur; ܗܐ, ܗ: syr?; आ: ks?; आम्: sa?; नंगौ, नं: brx?; हं:
  mai?; हय, hoi: kok; हाँ: hi; हां: doi?; हो: ne; होयःहो: mr; য়েস: mni?; হয়: as; হ্যাঁ: bn; ਹਾਂ, ਹ: pa; હા: gu;
  ହଁ: or; ஆம், ஆ: ta; అవును, అ: te; ಹೌದು, ಹೌ: kn; ഉവ്വ്: ml; ඔව්, ඔ: si; ใช่: th; ཡིན།: bo?; ཨིན་, ཨ: dz?; კი, კ:
  ka; አዎን, ዎ: am; እወ, እ: ti; ᐁᐦᐁ, ᐁ: csw?; បាទ/ចាស: km; ᱦᱚᱸᱺᱦ: sat?; ⵢⵢⵉⵀ, ⵢ: shi? zgh?; はい: ja; 係, 系: yue; 确定,
  是, 確定: zh; ꉬ: ii?; ꭵꭵ, ꭵ: chr; 예: ko; 𐐷𐐯𐑅, 𐐷, 𐑘𐑧𐑕, 𐑘: en; 𑄃𑄳𑄦𑄨: ccp?; 𞤢𞤱𞤢, 𞤢: ff?`;

export const CLDR_NO = `
  a a: mua?; a: bem? bm? ee? ff? ha kam? kln? mas? mer? mgh? mua? tok? yav?; achicha: kln?; aiee: kam?;
  akin’tuna: mgh?; ala: tok?; alaa, 𞤮𞥅𞤮, 𞤮: ff?; ao: ee?; arĩ: mer?; awe: bem?; ayi: bm?; aákó: yav?; aʼa: ha;
  be, b: xog?; bẹ́ẹ̀kọ́, bɛ́ɛ̀kɔ́: yo; c: gd ki? zu; ca: ki?; cha: zu; chan eil, ch: gd; d: ak ceb ksb? luo?
  luy?; da: luo?; daabi: ak; dave: luy?; dili: ceb; doo: ksb?; déedet, dé: wo; e: et eu fi ksf? sg?; ehe: rof?;
  ei: et fi; ez: eu; eé: ksf?; h: agq? asa? dyo? fil naq? nd? sw tr; hai: asa?; hani: dyo?; hapana: sw; hatshi:
  nd?; hayir: tr; hindi: fil; hî-î: naq?; hǎe: agq?; ideg: mgo?; ii: se?; jo, j: sq; k: br dje? dua? ebu? khq? mi
  ses? sn? teo? twq? vai? vi yo; ka: ebu?; kala: dje? khq? ses? twq?; ket: br; không: vi; kuju: teo?; kwete: sn?;
  kāo: mi; kɛ́m: dua?; le, l: mt?; m: dav? ig so; maya: so; mba: ig; mbai: dav?; n: af ast? bal? bo? bs ca cgg?
  cs cy da de dsb en eo es fo fr fur? fy? ga gd gl gsw? hr hsb ht hu ia is it ja kde? kea? km kok ks? ksh? ku?
  lb? lg? lt lv mfe? mni? nl nmg? nn nyn? pcm pl pt rm ro rof? sbp? sc scn? seh? sgs? sk sl sr sv tok? vec wae?;
  na: bal? cy kok ku? rm; nanga: kde?; nara: saq?; ndaali: sbp?; ne: bs cs eo hr lt sl sr; nedda: lg?; nee: af
  fy? lb? nl; nei: fo is nb nn no wae?; nein: de; nej: da sv; nem: hu; ngaaha/apaana: cgg? nyn?; nie: pl sk;
  nkhabe: seh?; no: ca en es fur? ia it my pcm scn?; non: ast? fr gl ht mfe?; nono: sc; nu: ro; nzúl: nmg?; não:
  pt; nãu: kea?; nä, nää, näh: ksh?; näi: gsw?; níl: ga; nò: vec; nē: lv sgs?; ně: dsb hsb; o: jmc? rn? rwk?
  vun?; ora: jv; ote: jmc? rwk? vun?; oya: rn?; sio ewo, s: bez?; t: bas? ewo? id kgp? lag? ln? lu? mg? ms su?;
  teu: su?; tidak: id ms; to: lu?; tsia: mg?; tũ: kgp?; tɔ̀: bas?; tɛgɛ: ewo?; tɛ̂: ln?; tʉkʉ: lag?; u: kab? shi?
  tzm? yrl?; uhu: kab? shi? tzm?; y: az guz? uz; yaya: guz?; yox: az; yo‘q, йўқ, й: uz; á’ā: mas?; én-en: sg?;
  ëëy, ë: nus?; ýok, ý: tk; ŋgáŋ, ŋ: jgo?; ũbaá: yrl?; ʻikai: to?; όχι, ό, ὄχι: el; ж: kk ky; жок: ky; жоқ, جوق:
  kk; н: be bg bs mk os? ru sr uk; не: be bg bs mk sr; нет: ru; ні: uk; нӕйы: os?; суох, х: sah?; юк: tt; юҡ, ю:
  ba; ҫук, ҫ: cv; үгүй, ү, ᠥᠬᠡᠢ, ᠥ: mn; ոչ, ո: hy; לא, ל: he; خیر, خ: fa; لا, ل: ar; ن: bgn? fa lrc? ps; نه: bgn?
  fa lrc? ps sd; نَہ: ks?; نہیں, نہ: ur; ياق: ug?; ܠܐ, ܠ: syr?; न: brx? ks? sa? sd; नङा: brx?; नहि: mai?; नहीं:
  hi; ना: kok; नाहीःना: mr; नेईं: doi?; होइन: ne; নহয়: as; না: bn; নো: mni?; ਨਹੀਂ, ਨ, نہيں: pa; નહીં: gu; ନା:
  or; இல்லை, இ: ta; వద్దు, వ: te; ಇಲ್ಲ, ಇ: kn; അല്ല: ml; නැත, නැ: si; ไม่ใช่: th; མིན།: bo?; མེན་, མ: dz?; არა,
  ა: ka; አይ, ይ: am; ኣይፋልን, ኣ: ti; ᓇᒨᓇ, ᓇ: csw?; ទេ: km; ᱵᱟᱝᱺᱵ: sat?; ⵓⵀⵓ, ⵓ: shi? zgh?; いいえ: ja; 否定, 否, 不: zh;
  唔係, 唔系: yue; ꀋꉬ: ii?; ꔉꔒ, kpele: vai?; ꭵꮭ, ꮭ: chr; 아니요: ko; 𐑌𐐬, 𐑌, 𐑯𐑴, 𐑯: en; 𑄚: ccp?`;
