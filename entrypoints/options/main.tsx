import '~/utils/borders/zod-jitless';
import '~/components/options/options.css';
import { render } from 'preact';
import { App } from '~/components/options/App';
import { browserPorts } from '~/components/options/services';
import { setLanguage } from '~/utils/language';

setLanguage(document.documentElement);
const root = document.getElementById('app');
if (root) render(<App ports={browserPorts()} />, root);
