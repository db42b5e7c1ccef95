import { render } from 'preact';
import { App } from './components/app.tsx';
import { begin } from './state/begin.ts';

const root = document.getElementById('app');
if (root) {
  render(<App />, root);
  begin();
}
