// Before the first paint: the theme that this browser's reader has chosen.
try {
  var theme = localStorage.getItem('fxorleans.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch (e) {}
