/* Two-phase commit as in two-phase.ts, for SPIN. Participants by -DN, 3, 7, 8 or 9. One process; every transition is one
 * d_step that ends at the loop head, so that stored states are the model's states. Sets are bit masks. */
#define WORKING 0
#define PREPARED 1
#define COMMITTED 2
#define ABORTED 3
#define ALL ((1 << N) - 1)

byte rm[N];
bit done; bit commitSent; bit abortSent;
short seen; short sent;

#define HAS(set, r) ((set >> r) & 1)
#define IS(r, x) (rm[r] == x)
#if N == 3
#define ANY(x) (IS(0, x) || IS(1, x) || IS(2, x))
#elif N == 7
#define ANY(x) (IS(0, x) || IS(1, x) || IS(2, x) || IS(3, x) || IS(4, x) || IS(5, x) || IS(6, x))
#elif N == 8
#define ANY(x) (IS(0, x) || IS(1, x) || IS(2, x) || IS(3, x) || IS(4, x) || IS(5, x) || IS(6, x) || IS(7, x))
#elif N == 9
#define ANY(x) (IS(0, x) || IS(1, x) || IS(2, x) || IS(3, x) || IS(4, x) || IS(5, x) || IS(6, x) || IS(7, x) || IS(8, x))
#endif
#define CHK assert(!ANY(COMMITTED) || !ANY(ABORTED))

#define PARTICIPANT(r) \
  :: d_step { !done && HAS(sent, r) -> seen = seen | (1 << r); CHK } \
  :: d_step { rm[r] == WORKING -> rm[r] = PREPARED; sent = sent | (1 << r); CHK } \
  :: d_step { rm[r] == WORKING -> rm[r] = ABORTED; CHK } \
  :: d_step { commitSent -> rm[r] = COMMITTED; CHK } \
  :: d_step { abortSent -> rm[r] = ABORTED; CHK }

active proctype m() {
  do
  PARTICIPANT(0)
  PARTICIPANT(1)
  PARTICIPANT(2)
#if N > 3
  PARTICIPANT(3)
  PARTICIPANT(4)
  PARTICIPANT(5)
  PARTICIPANT(6)
#endif
#if N > 7
  PARTICIPANT(7)
#endif
#if N > 8
  PARTICIPANT(8)
#endif
  :: d_step { !done && seen == ALL -> done = 1; commitSent = 1; CHK }
  :: d_step { !done -> done = 1; abortSent = 1; CHK }
  od
}
