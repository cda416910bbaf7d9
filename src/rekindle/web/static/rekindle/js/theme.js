// Runs before the first paint, so that a chosen theme never flashes. Everything else waits for app.js.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // No storage: follow the system.
  }
})();
