import { followState } from '@/components/app-state';
import { lookBelow } from '@/components/popup/page-below';
import { Popup } from '@/components/popup/popup';
import { setLanguage } from '@/components/set-language';
import { render } from 'preact';

setLanguage();
void lookBelow();
followState(new AbortController().signal);
const root = document.getElementById('app');
if (root) render(<Popup />, root);
