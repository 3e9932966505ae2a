import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { TextLink } from '../ui/link-button.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { myClaimsQuery } from './home.queries.js';

/** Proposals that nobody else decides on meanwhile. */
export function MyClaims() {
  const query = useQuery(myClaimsQuery(useApi()));
  return (
    <Section title={texts.home.myClaims}>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{texts.home.noClaims}</Text>
          ) : (
            <List>
              {items.map(({ id, title }) => (
                <List.Item key={id}>
                  <TextLink to="/review/$proposalId" params={{ proposalId: id }}>
                    {title}
                  </TextLink>
                </List.Item>
              ))}
            </List>
          )
        }
      </QueryState>
    </Section>
  );
}
