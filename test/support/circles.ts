/**
 * The groups of names that lead to each other in a circle, and those that lead to themselves; each in order of their names
 * (Tarjan's strongly connected components). Pure.
 */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  const visit = (name: string): void => {
    order.set(name, order.size);
    lowest.set(name, order.size - 1);
    open.push(name);
    for (const next of graph.get(name) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (open.includes(next)) lowest.set(name, Math.min(lowest.get(name) ?? 0, lowest.get(next) ?? 0));
    }
    if (lowest.get(name) === order.get(name)) close(name);
  };

  const close = (name: string): void => {
    const group = open.splice(open.indexOf(name));
    if (group.length > 1 || graph.get(name)?.includes(name)) circles.push(group.toSorted());
  };

  for (const name of graph.keys()) if (!order.has(name)) visit(name);
  return circles;
}
