import { type Entries, leftOut } from '../entry.ts';

export const partE: Entries = {
  'E.1-1': leftOut('TODO rfc-2025'),
  'E.1-2': leftOut('TODO rfc-2025'),
  'E.1-3': leftOut('TODO rfc-2025'),
  'E.1-4': leftOut('TODO rfc-2025'),
  'E.1-5': leftOut('TODO rfc-2025'),
  'E.1-text': leftOut('TODO rfc-2025'),
};
