import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { HostWords } from './words.ts';

/**
 * What the keyboard and macOS need: copying, zoom, the window, the end. No entry opens developer tools.
 * Labels are ours because Electron's own are English only.
 */
export function menuTemplate(words: HostWords, mac: boolean): MenuItemConstructorOptions[] {
  const { menu } = words;
  const program: MenuItemConstructorOptions = {
    label: 'Rollbook',
    submenu: mac
      ? [
          { role: 'hide', label: menu.hide },
          { role: 'hideOthers', label: menu.hideOthers },
          { type: 'separator' },
          { role: 'quit', label: menu.quit },
        ]
      : [{ role: 'quit', label: menu.quit }],
  };
  const edit: MenuItemConstructorOptions = {
    label: menu.edit,
    submenu: [
      { role: 'cut', label: menu.cut },
      { role: 'copy', label: menu.copy },
      { role: 'paste', label: menu.paste },
      { role: 'selectAll', label: menu.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: menu.view,
    submenu: [
      { role: 'zoomIn', label: menu.zoomIn },
      // The plus of most keyboards needs Shift; people press the key alone.
      { role: 'zoomIn', label: menu.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
      { role: 'zoomOut', label: menu.zoomOut },
      { role: 'resetZoom', label: menu.actualSize },
      { type: 'separator' },
      { role: 'togglefullscreen', label: menu.fullScreen },
    ],
  };
  const window: MenuItemConstructorOptions = {
    label: menu.window,
    submenu: [
      { role: 'minimize', label: menu.minimize },
      { role: 'close', label: menu.closeWindow },
    ],
  };
  return mac ? [program, edit, view, window] : [program, edit, view];
}

export function installMenu(words: HostWords): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, process.platform === 'darwin')));
}
