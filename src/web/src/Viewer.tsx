import OpenSeadragon from 'openseadragon';
import { useEffect, useRef, useState } from 'react';
import type { Line } from './api';
import { useInterface } from './App';

type Point = [number, number];

// OpenSeadragon would write a style of its own into the page, which the page's policy forbids; what it wants to say stands in style.css.
const said = document.createElement('style');
said.setAttribute('data-openseadragon-mobile-css', 'true');
document.head.append(said);

/** Whether a point is in a polygon: a ray to the right meets its sides an odd number of times. */
function contains(polygon: Point[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!, [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const path = (polygon: Point[]) => polygon.map((point) => point.join(',')).join(' ');

interface Props {
  image: string;
  /** Pixels that the polygons are measured in. */
  width: number;
  height: number;
  lines: Line[];
  chosen: string | null;
  choose: (line: string) => void;
}

/** The picture of a page, to zoom into, with its lines drawn over it. Those who cannot see it find everything in the list of lines. */
export function Viewer({ image, width, height, lines, chosen, choose }: Props) {
  const { t } = useInterface();
  const element = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<OpenSeadragon.Viewer | null>(null);
  const [transform, setTransform] = useState('');
  const latest = useRef({ lines, choose });
  latest.current = { lines, choose };

  useEffect(() => {
    const made = OpenSeadragon({
      element: element.current!, // React has made it before effects run
      tileSources: { type: 'image', url: image },
      showNavigationControl: false,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      gestureSettingsTouch: { clickToZoom: false, dblClickToZoom: true },
      maxZoomPixelRatio: 4,
      visibilityRatio: 0.3,
      animationTime: 0.3,
    });
    const moved = () => {
      const item = made.world.getItemAt(0);
      if (!item || width === 0) return;
      const origin = made.viewport.pixelFromPoint(new OpenSeadragon.Point(0, 0), true), end = made.viewport.pixelFromPoint(new OpenSeadragon.Point(1, 0), true);
      setTransform(`translate(${origin.x} ${origin.y}) scale(${(end.x - origin.x) / width})`);
    };
    made.addHandler('open', moved);
    made.addHandler('update-viewport', moved);
    made.addHandler('resize', moved);
    made.addHandler('canvas-click', (event) => {
      if (!event.quick) return;
      const at = made.viewport.pointFromPixel(event.position);
      const line = latest.current.lines.find((one) => contains(one.polygon, at.x * width, at.y * width));
      if (line) latest.current.choose(line.id);
    });
    setViewer(made);
    return () => {
      setViewer(null);
      made.destroy();
    };
  }, [image, width]);

  // A line that was chosen in the list is brought into sight.
  useEffect(() => {
    const line = lines.find((one) => one.id === chosen);
    if (!viewer?.isOpen() || !line || width === 0) return;
    const xs = line.polygon.map(([x]) => x / width), ys = line.polygon.map(([, y]) => y / width);
    const box = new OpenSeadragon.Rect(Math.min(...xs), Math.min(...ys), Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
    const seen = viewer.viewport.getBounds();
    const isSeen = box.x >= seen.x && box.y >= seen.y && box.x + box.width <= seen.x + seen.width && box.y + box.height <= seen.y + seen.height;
    if (!isSeen) viewer.viewport.panTo(box.getCenter());
  }, [viewer, chosen, lines, width]);

  return (
    <div className="viewer" data-width={width} data-height={height}>
      <div ref={element} className="canvas" role="img" aria-label={t.picture} />
      <svg aria-hidden="true">
        <g transform={transform}>
          {transform && lines.map((line) => <polygon key={line.id} points={path(line.polygon)} className={line.id === chosen ? 'chosen' : ''} />)}
        </g>
      </svg>
      <div className="zoom row">
        <button aria-label={t.zoomIn} title={t.zoomIn} onClick={() => viewer?.viewport.zoomBy(1.5)}>
          +
        </button>
        <button aria-label={t.zoomOut} title={t.zoomOut} onClick={() => viewer?.viewport.zoomBy(1 / 1.5)}>
          −
        </button>
        <button onClick={() => viewer?.viewport.goHome()}>{t.whole}</button>
      </div>
    </div>
  );
}
