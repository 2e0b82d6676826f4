import './styles/page.css';
import './styles/table.css';
import './styles/pair.css';
import { ConnectionSign } from './connectionSign';
import { Frame } from './frame';
import { PairView } from './pairView';
import { readPrice } from './price';
import { RatesConnection } from './ratesConnection';
import { parseRoute } from './route';
import { ServerClock } from './serverClock';
import { SimulatedBanner } from './simulatedBanner';
import { TableView } from './tableView';
import type { View } from './view';

const main = byId('main');
const sign = new ConnectionSign(byId('connection'));
const banner = new SimulatedBanner(byId('banner'));
const clock = new ServerClock();
const table = new TableView();
let view: View | null = null;

const frame = new Frame(() => {
  if (view === null) return;
  view.render(clock.now());
  banner.show(view.shown());
});

const connection = new RatesConnection('/hubs/rates', {
  stateChanged(state) {
    sign.show(state);
    main.toggleAttribute('data-lost', state !== 'connected');
    if (state === 'connected') void clock.synchronise('/health/live');
  },
  subscribing() {
    view?.subscribing();
  },
  subscribed(result) {
    view?.subscribed(result);
    frame.request();
  },
  ticks(raw) {
    if (!Array.isArray(raw)) return;
    view?.apply(raw.map(readPrice).filter((price) => price !== null));
    frame.request();
  },
});

function navigate(): void {
  const first = view === null;
  const route = parseRoute(location.hash);
  if (route === null && !first) return;
  const next = route?.view === 'pair' ? new PairView(route.pair) : table;
  if (next === view) return;
  view = next;
  view.subscribing();
  main.replaceChildren(view.element);
  document.title = view.title;
  if (!first) main.focus({ preventScroll: true });
  connection.watch(view.pairs);
  frame.request();
}

addEventListener('hashchange', navigate);
setInterval(() => view?.renderAges(clock.now()), 1000);
navigate();
void connection.run();

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
