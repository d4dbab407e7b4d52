import '~/utils/borders/zod-jitless';
import '~/components/shared/tokens.css';
import '~/components/shared/controls.css';
import '~/components/options/options.css';
import '~/components/options/activity/activity.css';
import { render } from 'preact';
import { App } from '~/components/options/App';
import { browserPorts } from '~/components/options/options-ports';
import { setLanguage } from '~/components/shared/language';

setLanguage(document.documentElement);
const root = document.getElementById('app');
if (root) render(<App ports={browserPorts()} />, root);
