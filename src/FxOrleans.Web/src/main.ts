import './styles/tokens.css';
import './styles/shell.css';
import './styles/board.css';
import './styles/pair.css';
import './styles/explain.css';
import './styles/lists.css';
import { BoardView } from './board/boardView';
import { CoinsView } from './coins/coinsView';
import { byId } from './dom/dom';
import { Frame } from './dom/frame';
import { RatesConnection } from './feed/ratesConnection';
import { ServerClock } from './feed/serverClock';
import { Market } from './market/market';
import type { Entry } from './market/priceStore';
import { PairView } from './pair/pairView';
import { ProvidersView } from './providers/providersView';
import { ConnectionSign } from './shell/connectionSign';
import { HelpDialog } from './shell/helpDialog';
import { listenToKeys } from './shell/keys';
import { RefusalNotice } from './shell/refusalNotice';
import { parseRoute, type Route } from './shell/route';
import { SimulatedBanner } from './shell/simulatedBanner';
import { ThemeSwitch } from './shell/themeSwitch';
import type { View } from './shell/view';

const main = byId('main');
const sign = new ConnectionSign(byId('connection'));
const banner = new SimulatedBanner(byId('banner'));
const notice = new RefusalNotice();
const clock = new ServerClock();
const theme = new ThemeSwitch();
const help = new HelpDialog();
const market = new Market();
const board = new BoardView(market);
const providers = new ProvidersView(clock);
const coins = new CoinsView(market);
let view: View | null = null;

/** When the first prices have all come. */
const soon = 250;

const frame = new Frame(() => {
  const now = clock.now();
  const changed: Entry[] = [];
  market.prices.drain((entry) => changed.push(entry));
  board.render(changed, now);
  if (view !== board) view?.render(changed, now);
  banner.show([...market.prices.entries(), ...(view instanceof PairView ? view.prices.entries() : [])]);
});

const connection = new RatesConnection('hubs/rates', {
  stateChanged(state, refusal) {
    sign.show(state, refusal);
    notice.show(refusal);
    main.toggleAttribute('data-refused', refusal !== null);
    main.toggleAttribute('data-lost', state !== 'connected');
    if (state !== 'connected') {
      market.prices.unconfirmAll();
      frame.request();
      return;
    }
    void clock.synchronise('health/live');
    if (!market.assets.isLoaded) void market.assets.load().then(() => board.named());
  },
  subscribing() {
    market.prices.unconfirmAll();
  },
  subscribed(result) {
    board.subscribed(result);
    frame.request();
  },
  ticks(raw) {
    if (market.prices.size === 0) setTimeout(() => void learn(), soon);
    market.apply(raw);
    frame.request();
  },
});

function viewOf(route: Route | null): View {
  switch (route?.view) {
    case 'pair':
      return new PairView(route.pair, market, connection, () => frame.request());
    case 'coins':
      return coins;
    case 'providers':
      return providers;
    default:
      return board;
  }
}

function navigate(): void {
  const first = view === null;
  const route = parseRoute(location.hash);
  if (route === null && !first) return;
  const next = viewOf(route);
  if (next === view) return;
  view?.leave();
  view = next;
  main.replaceChildren(view.element);
  document.title = view.title;
  for (const link of document.querySelectorAll<HTMLElement>('[data-place]')) {
    if (link.dataset.place === view.place) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (!first) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  view.enter();
  frame.request();
}

/** Asks what the board's assets cost a day ago, where that is not known yet. */
async function learn(): Promise<void> {
  const symbols = [...market.prices.entries()].flatMap(({ price }) => [price.from, price.to]);
  if (await market.dayBefore.learn(symbols, Date.now())) frame.request();
}

market.added.onChange(() => {
  const gone = [...market.prices.entries()].map(({ price }) => price.pair).filter((pair) => brought.has(pair) && !market.added.has(pair));
  const drop = (): void => {
    for (const pair of gone) {
      if (market.added.has(pair)) continue;
      market.forget(pair);
      board.removed(pair);
    }
  };
  brought = new Set(market.added);
  drop();
  // A price that was under way would bring its row back: once the service has been told, none is.
  void connection.watch(market.watched()).then(drop);
});
let brought = new Set(market.added);

setInterval(() => void learn(), 5_000);
setInterval(() => {
  const now = clock.now();
  if (!main.hasAttribute('data-lost')) market.sample();
  board.tick(now);
  if (view !== board) view?.tick(now);
}, 1000);

main.before(notice.element);
byId('switches').append(theme.element, help.opener);
document.body.append(help.element);
listenToKeys(
  {
    '/': () => {
      location.hash = '#/';
      navigate();
      board.focusSearch();
    },
    '?': () => help.open(),
    b: () => (location.hash = '#/'),
    c: () => (location.hash = '#/coins/'),
    p: () => (location.hash = '#/providers/'),
    t: () => theme.next(),
  },
  (event) => view?.key(event) ?? false,
);
addEventListener('hashchange', navigate);
void connection.watch(market.watched());
navigate();
void connection.run();
void market.assets.load().then(() => board.named());
