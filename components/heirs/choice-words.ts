import { number } from '@/components/figures';
import { type HeirsChoice, mayBeLost } from '@/utils/heirs/choice';
import { count, t } from '@/utils/words';

/** What a choice of people, and of how many of them are needed, means. */
export function choiceWords(choice: HeirsChoice): string {
  const { people, threshold } = choice;
  const all = number(people.length);
  if (threshold === people.length) return t('heirsAll', all);
  return `${t('heirsAny', number(threshold), all)} ${count('heirsLost', mayBeLost(choice) + 1)}`;
}
