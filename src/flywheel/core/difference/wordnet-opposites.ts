/*
 * Verbs, adjectives and adverbs that WordNet 3.1 holds for opposites, where both are common or one is the plain reverse of the
 * other. Made by scripts/make-opposites.mjs. WordNet 3.1 Copyright 2011 by Princeton University, all rights reserved, under
 * the WordNet licence: https://wordnet.princeton.edu/license-and-commercial-use
 */
export const WORDNET_OPPOSITES = `
  abolish/establish above/below absent/present absolute/relative absorb/emit abstain/consume abstract/concrete
  accept/refuse accept/reject accurate/inaccurate accurately/inaccurately act/refrain activate/inactivate
  active/dormant active/inactive active/passive active/quiet actively/passively actual/potential acute/chronic
  add/subtract adequate/inadequate adequately/inadequately adjusted/unadjusted admit/deny admit/exclude admit/reject
  adopted/native advance/back advance/recede advantage/disadvantage aesthetic/inaesthetic affected/unaffected
  affixed/unaffixed afraid/unafraid aggressive/unaggressive agitate/calm agree/disagree ahead/back alert/unalert
  alike/unalike alive/dead allow/deny allow/disallow alternate/opposite ambiguous/unambiguous ambitious/unambitious
  ample/meager analytic/synthetic analyze/synthesize angry/unangry angular/rounded antecedent/subsequent
  anterior/posterior anti/pro antiseptic/septic appealing/unappealing appear/disappear appropriate/inappropriate
  approve/disapprove arbitrary/nonarbitrary arm/disarm armed/unarmed arrange/disarrange arrive/leave
  articulate/inarticulate artificial/natural artificially/naturally ascend/descend ashamed/unashamed asleep/awake
  assemble/disassemble assent/dissent attach/detach attack/defend attend/miss attract/repel attractive/unattractive
  attributable/unattributable audible/inaudible automatic/manual available/unavailable avoid/confront aware/unaware
  away/home awkward/graceful back/front back/veer background/foreground backward/forward balance/unbalance
  balanced/unbalanced bar/unbar bare/covered beautiful/ugly begin/end believe/disbelieve belt/unbelt bend/straighten
  bend/unbend best/worst better/worse big/little big/small bind/unbind black/white bless/curse blessed/cursed
  block/unblock blur/focus boil/freeze bold/timid bolt/unbolt bore/interest born/unborn borrow/lend bottom/side
  bottom/top bounce/clear bound/free bound/unbound box/unbox boycott/patronize brave/cowardly break/keep break/make
  break/repair breathing/breathless bridle/unbridle bright/dull broken/unbroken buckle/unbuckle burden/unburden
  busy/idle button/unbutton buy/sell calm/stormy capable/incapable careful/careless cautiously/incautiously
  center/left central/peripheral centrally/peripherally cerebral/emotional certain/uncertain certify/decertify
  chain/unchain change/stay changed/unchanged charge/discharge charged/uncharged cheap/expensive cheer/complain
  christian/unchristian civil/uncivil civilian/military claim/disclaim claim/forfeit clasp/unclasp
  classical/nonclassical classify/declassify clean/dirty clean/unclean clear/opaque clear/unclear clip/unclip
  clog/unclog close/distant close/open closed/open closing/opening coarse/fine coherent/incoherent cold/hot
  color/discolor colored/uncolored come/go comfortable/uncomfortable comfortably/uncomfortably
  commercial/noncommercial common/individual common/uncommon communicate/excommunicate compact/loose
  comparable/incomparable compatible/incompatible competent/incompetent competitive/noncompetitive
  complete/incomplete complex/simple complicate/simplify compound/simple compress/decompress con/pro
  concentrate/deconcentrate concerned/unconcerned conclusively/inconclusively confine/free conform/deviate
  connect/disconnect connected/unconnected conscious/unconscious consciously/unconsciously conservative/liberal
  considerable/inconsiderable consistent/inconsistent consistently/inconsistently constant/inconstant
  constructive/destructive contaminate/decontaminate content/discontent continent/incontinent continual/sporadic
  continue/discontinue continued/discontinued continuous/discontinuous contract/expand controlled/uncontrolled
  convenient/inconvenient conveniently/inconveniently conventional/nuclear conventional/unconventional
  convinced/unconvinced convincing/unconvincing cool/heat cool/warm cooperative/uncooperative correctly/incorrectly
  corrupt/incorrupt couple/uncouple cover/uncover creative/uncreative credible/incredible credibly/incredibly
  critical/noncritical critical/uncritical criticize/praise crooked/straight cross/uncross crowded/uncrowded
  crucial/noncrucial cry/laugh curious/incurious curly/straight current/noncurrent curved/straight cut/uncut
  dangerous/safe dark/light dead/live deaf/hearing deceive/undeceive decent/indecent decisive/indecisive
  decrease/increase deep/shallow defend/prosecute defensive/offensive definite/indefinite defuse/fuse delay/rush
  delicate/rugged demanding/undemanding demobilize/mobilize democratic/undemocratic depart/stay
  dependable/undependable dependent/independent deposit/withdraw deprive/enrich deregulate/regulate
  derestrict/restrict desegregate/segregate desirable/undesirable despair/hope destroyed/preserved
  determined/undetermined developed/undeveloped devoice/voice differ/equal different/same differentiate/integrate
  difficult/easy direct/indirect directly/indirectly discernible/indiscernible discharge/enlist discourage/encourage
  disengage/engage dishonest/honest dishonestly/honestly dishonor/honor disinclined/inclined disintegrate/integrate
  disjoin/join dislike/like dislodge/lodge disloyal/loyal disobedient/obedient disobey/obey disoblige/oblige
  disorder/order disordered/ordered disorderly/orderly disorganize/organize disorganized/organized disorient/orient
  displease/please displeased/pleased displeasing/pleasing dispose/indispose disprove/prove disqualify/qualify
  disreputable/reputable disrespect/respect dissatisfy/satisfy dissimilar/similar dissuade/persuade distal/proximal
  distinct/indistinct distrust/trust disunify/unify divide/multiply divide/unite divided/united docile/stubborn
  dock/undock domestic/foreign domestic/undomestic dominant/subordinate double/single down/up downgrade/upgrade
  downstairs/upstairs downtown/uptown downward/upward dramatic/lyric dramatic/undramatic dramatically/undramatically
  dress/undress dry/sweet dry/wet due/undue dull/lively dull/sharp dull/sharpen eager/uneager early/late early/middle
  east/west eastern/western easy/uneasy educated/uneducated effective/ineffective effectively/ineffectively
  efficient/inefficient elastic/inelastic eligible/ineligible emotional/unemotional emotionally/unemotionally
  empirical/theoretical empirically/theoretically empty/fill empty/full enforce/exempt enjoy/suffer
  enthusiastic/unenthusiastic equal/unequal equally/unequally equitable/inequitable erase/record erect/unerect
  essential/inessential established/unestablished ethical/unethical even/odd even/uneven ever/never
  evitable/inevitable exact/inexact exactly/inexactly excited/unexcited exciting/unexciting exclude/include
  exclusive/inclusive exhausted/unexhausted expected/unexpected experienced/inexperienced explicit/implicit
  explosive/nonexplosive export/import extended/unextended exterior/interior external/internal extraordinary/ordinary
  fail/manage fail/pass fail/succeed fair/foul fair/unfair fairly/unfairly faithful/unfaithful fall/rise false/true
  familiar/strange familiar/unfamiliar fancy/plain far/near fast/slow fasten/unfasten fat/thin fatal/nonfatal
  favorable/unfavorable feed/starve female/male feminine/masculine fewer/more fictional/nonfictional
  figurative/literal filled/unfilled financial/nonfinancial find/lose finished/unfinished finite/infinite fire/hire
  first/last first/second fit/unfit fixed/unfixed flat/natural flat/sharp flatten/sharpen flexible/inflexible
  float/sink fold/unfold follow/precede following/leading foolish/wise forbid/permit foreign/native forget/mind
  forget/remember formal/informal formally/informally former/latter fortunate/unfortunate fortunately/unfortunately
  forward/reverse found/lost free/obstruct free/unfree freeze/unfreeze frequent/infrequent frequently/infrequently
  fresh/preserved friendly/hostile friendly/unfriendly frivolous/serious frozen/unfrozen full/thin
  functional/nonfunctional functional/organic future/past future/present gain/reduce gather/spread general/local
  general/specific generalize/specify generally/specifically generous/ungenerous give/take glad/sad
  glorious/inglorious gradual/steep gradual/sudden grammatical/ungrammatical grateful/ungrateful greater/lesser
  green/ripe gross/net guilty/innocent half/whole happily/sadly happily/unhappily happy/unhappy hard/soft
  harden/soften harness/unharness hate/love headed/headless headed/unheaded healthy/unhealthy heavily/lightly
  heavy/light helpful/unhelpful helpfully/unhelpfully here/there hesitantly/unhesitatingly heterogeneous/homogeneous
  heterozygous/homozygous hide/show high/low hit/miss hitch/unhitch hollow/solid hook/unhook hopeful/hopeless
  hopefully/hopelessly horizontal/inclined horizontal/vertical human/nonhuman humble/proud hydrophilic/hydrophobic
  idle/run idle/work ignore/know ignore/notice illegal/legal immature/mature immoral/moral immortal/mortal
  impatient/patient impatiently/patiently imperfect/perfect imperfectly/perfectly impersonal/personal
  important/unimportant impossible/possible impotent/potent impractical/practical impressive/unimpressive
  improved/unimproved inclined/vertical indoor/outdoor industrial/nonindustrial infectious/noninfectious
  inferior/superior injured/uninjured inner/outer inorganic/organic insane/sane insecure/secure insensitive/sensitive
  inside/outside insignificant/significant insincere/sincere insincerely/sincerely insoluble/soluble
  instrumental/vocal insubordinate/subordinate insubstantial/substantial insufficient/sufficient
  insufficiently/sufficiently integrated/segregated intelligent/unintelligent intelligible/unintelligible
  intense/mild interested/uninterested interesting/uninteresting intermediate/terminal international/national
  intolerant/tolerant invalid/valid invalidate/validate invariable/variable invisible/visible invisibly/visibly
  involved/uninvolved invulnerable/vulnerable inward/outward irrational/rational irregular/regular
  irregularly/regularly irrelevant/relevant irresponsible/responsible irritate/soothe issue/recall joint/separate
  junior/senior just/unjust keep/lose kind/unkind knot/unknot known/unknown large/small lash/unlash late/middle
  lean/rich least/most less/more let/prevent level/raise lie/sit lie/stand lighted/unlighted like/unlike
  likely/unlikely limited/unlimited linear/nonlinear linear/planar lined/unlined linger/rush linguistic/nonlinguistic
  liquid/solid little/much live/recorded loaded/unloaded local/national lock/unlock long/short loose/tight
  loosen/stiffen lose/profit lose/win loud/soft loudly/softly lower/raise lowered/raised lucky/unlucky made/unmade
  magnetic/nonmagnetic major/minor make/unmake marked/unmarked married/unmarried mask/unmask maximal/minimal
  maximize/minimize maximum/minimum meaningful/meaningless mechanical/nonmechanical mental/physical
  metallic/nonmetallic military/unmilitary mistrust/trust modern/nonmodern move/stay moving/nonmoving moving/still
  moving/unmoving multiple/single musical/unmusical muzzle/unmuzzle naive/sophisticated narrow/wide narrow/widen
  nasty/nice native/nonnative natural/sharp natural/supernatural natural/unnatural naturally/unnaturally
  necessarily/unnecessarily necessary/unnecessary negative/neutral negative/positive neurotic/unneurotic
  neutral/positive new/old new/worn noisy/quiet nominal/real nonoperational/operational nonpolitical/political
  nonporous/porous nonpregnant/pregnant nonracial/racial nonrandom/random nonreciprocal/reciprocal
  nonresident/resident nonresidential/residential nonrigid/rigid nonsignificant/significant nonspatial/spatial
  nonspecific/specific nonspherical/spherical nonstandard/standard nontechnical/technical nonthermal/thermal
  nontraditional/traditional nonunion/union nonviolent/violent nonviolently/violently north/south northern/southern
  numerical/verbal objective/subjective oblique/parallel obvious/unobvious occupied/unoccupied off/on
  official/unofficial often/rarely old/young open/shut organized/unorganized oriented/unoriented original/unoriginal
  orthodox/unorthodox other/same out/safe overhead/surface pack/unpack paid/unpaid partly/wholly passing/running
  past/present patriotic/unpatriotic peaceful/unpeaceful permanently/temporarily pin/unpin planned/unplanned
  pleasant/unpleasant pleasantly/unpleasantly poor/rich popular/unpopular postwar/prewar precede/succeed
  precedented/unprecedented preceding/succeeding predictable/unpredictable prepared/unprepared
  presidential/unpresidential primarily/secondarily primary/secondary private/public privately/publicly
  productive/unproductive professional/unprofessional profitable/unprofitable profound/superficial
  protective/unprotective proximate/ultimate pull/push qualified/unqualified qualitative/quantitative quickly/slowly
  quiet/unquiet quietly/unquietly ready/unready real/unreal realistic/unrealistic reasonable/unreasonable
  reasonably/unreasonably reassure/worry related/unrelated relax/tense relaxed/tense reliable/unreliable
  remarkably/unremarkably reproducible/unreproducible resentful/unresentful resist/surrender
  respectable/unrespectable restricted/unrestricted ride/walk rise/set rough/smooth round/square running/standing
  rural/urban saddle/unsaddle sarcastic/unsarcastic satisfactory/unsatisfactory scientific/unscientific
  scramble/unscramble seal/unseal seated/standing sensational/unsensational settled/unsettled shaded/unshaded
  sharpen/soften short/tall shout/whisper shrink/stretch side/top sit/stand skilled/unskilled sleep/wake smart/stupid
  snarl/unsnarl social/unsocial sound/unsound sour/sweet sparkling/still specialized/unspecialized
  specified/unspecified spell/unspell spoken/written stable/unstable stained/unstained stand/yield start/stop
  steadily/unsteadily steady/unsteady stifle/stimulate strain/unstrain strengthen/weaken stressed/unstressed
  string/unstring strong/weak strongly/weakly structured/unstructured stuff/unstuff successful/unsuccessful
  successfully/unsuccessfully succumb/survive supportive/unsupportive sure/unsure surprised/unsurprised
  surprising/unsurprising sympathetic/unsympathetic tame/wild tangled/untangled tender/tough thick/thin thicken/thin
  thoughtful/thoughtless thrifty/wasteful tie/untie trained/untrained tune/untune turned/unturned twine/untwine
  twist/untwist unusual/usual unvaried/varied unveil/veil unweave/weave unwelcome/welcome unwilling/willing
  unwind/wind unwire/wire unworthy/worthy unwrap/wrap unwritten/written useful/useless wane/wax`;
