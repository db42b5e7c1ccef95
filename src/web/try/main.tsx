import { render } from 'preact';
import { App } from './components/app.tsx';
import { begin } from './store.ts';

const root = document.getElementById('app');
if (root) {
  render(<App />, root);
  begin();
}
