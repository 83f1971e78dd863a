// JupyterLab's own renderer of outputs, and its own way to catch keys, on a page with nothing else.
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { MimeModel, RenderMimeRegistry, standardRendererFactories } from '@jupyterlab/rendermime';

// The arrows as the settings of Lab's notebooks bind them (schema/tracker.json), caught where its application listens.
const commands = new CommandRegistry();
window.caught = [];
for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
  commands.addCommand(key, { execute: () => window.caught.push(key) });
  const selector = '.jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus';
  commands.addKeyBinding({ command: key, keys: [key], selector });
}
document.addEventListener('keydown', event => commands.processKeydownEvent(event), true);

const rendermime = new RenderMimeRegistry({ initialFactories: standardRendererFactories });
window.render = async (outputs, trusted) => {
  for (const output of outputs) {
    // A notebook's server hands the lines of each form on as one text.
    const data = Object.fromEntries(Object.entries(output).map(([type, lines]) => [type, [lines].flat().join('')]));
    const type = rendermime.preferredMimeType(data, trusted ? 'any' : 'ensure');
    const renderer = rendermime.createRenderer(type);
    await renderer.renderModel(new MimeModel({ data, trusted }));
    Widget.attach(renderer, document.querySelector('.jp-Notebook'));
  }
};
