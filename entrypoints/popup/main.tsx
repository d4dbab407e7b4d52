import '~/utils/borders/zod-jitless';
import '~/components/popup/popup.css';
import { render } from 'preact';
import { browserPort, surfaceOf } from '~/components/popup/browser';
import { Popup } from '~/components/popup/Popup';
import { setLanguage } from '~/utils/language';

setLanguage(document.documentElement);
const surface = surfaceOf(location.search);
document.documentElement.dataset.surface = surface;
const root = document.getElementById('app');
if (root) render(<Popup port={browserPort(surface)} />, root);
