export type AssetClass = 'currency' | 'metal' | 'coin' | 'stock';

const metals = new Set(['XAU', 'XAG', 'XPT', 'XPD']);

const coins = new Set(
  (
    'AAVE ADA AVAX BCH BNB BTC CRO DOGE DOT ETH HBAR HYPE ICP LEO LINK LTC NEAR ' +
    'SHIB SOL SUI TON TRX UNI USDC USDT XLM XMR XRP ZEC'
  ).split(' '),
);

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The class of one code, as far as can be told without asking. A code that is no currency, metal or known coin is a stock. */
export function guessClass(code: string): AssetClass {
  if (metals.has(code)) return 'metal';
  if (coins.has(code)) return 'coin';
  return currencies.has(code) ? 'currency' : 'stock';
}
