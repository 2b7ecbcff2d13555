import { bool, id, idType, oneOf, perId, record, words } from '../../../model/checker/index.ts';

/**
 * Termination detection on a ring after Dijkstra, Feijen and van Gasteren, EWD 840 (1983). A token goes round from
 * the last node to node 0; any placement of activity, colours and token is an initial state.
 */
export function ewd840(nodes: number) {
  const Node = idType('node', nodes);
  const colour = oneOf('white', 'black');
  const schema = record({
    token: id(Node),
    tokenColour: colour,
    node: perId(Node, record({ active: bool, colour })),
  });
  const { action, always, leadsTo, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  type N = (typeof Node.ids)[number];
  const place = Node.ids.map((_, i) => i) as unknown as { readonly [K in N]: number };
  const first = Node.at(0);
  const terminated = (s: S): boolean => Node.ids.every((i) => !s.node[i].active);
  const detected = (s: S): boolean =>
    s.token === first &&
    s.tokenColour === 'white' &&
    s.node[first].colour === 'white' &&
    !s.node[first].active;
  const initial = Array.from({ length: nodes * 4 ** nodes }, (_, k) => (s: S) => {
    s.token = Node.at(k % nodes);
    s.tokenColour = 'black';
    for (const i of Node.ids) {
      const bits = Math.floor(k / nodes) >> (2 * place[i]);
      s.node[i].active = (bits & 1) !== 0;
      s.node[i].colour = (bits & 2) !== 0 ? 'black' : 'white';
    }
  });

  return defineModel({
    name: `EWD 840, ${nodes} nodes`,
    schema,
    initial,
    actions: [
      action({
        id: 'initiateProbe',
        when: {
          'node 0 has the token': (s) => s.token === first,
          'the round told nothing': (s) => s.tokenColour === 'black' || s.node[first].colour === 'black',
        },
        then: (s) => {
          s.token = Node.at(nodes - 1);
          s.tokenColour = 'white';
          s.node[first].colour = 'white';
        },
        fairness: 'weak',
      }),
      action({
        id: 'passToken',
        over: { i: Node },
        when: {
          'i is not node 0': (_, { i }) => i !== first,
          'i has the token': (s, { i }) => s.token === i,
          'i is passive or the round is lost': (s, { i }) =>
            !s.node[i].active || s.node[i].colour === 'black' || s.tokenColour === 'black',
        },
        then: (s, { i }) => {
          s.token = Node.at(place[i] - 1);
          if (s.node[i].colour === 'black') s.tokenColour = 'black';
          s.node[i].colour = 'white';
        },
        fairness: 'weak',
      }),
      action({
        id: 'sendMessage',
        over: { i: Node, j: Node },
        when: { 'i is active': (s, { i }) => s.node[i].active, 'two nodes': (_, { i, j }) => i !== j },
        then: (s, { i, j }) => {
          s.node[j].active = true;
          if (place[j] > place[i]) s.node[i].colour = 'black';
        },
      }),
      action({
        id: 'deactivate',
        over: { i: Node },
        when: { 'i is active': (s, { i }) => s.node[i].active },
        then: (s, { i }) => {
          s.node[i].active = false;
        },
      }),
    ],
    rules: [
      always({ id: 'SOUND', given: detected, then: terminated }),
      leadsTo({ id: 'DETECTED', given: terminated, then: detected }),
    ],
    terminal: () => true,
  });
}
