-- protm for Murphi (rumur).  The constants are set by engines.ts.
const
  N: 3;
  S: 2;
  K: 1;
  P: 3;
  F: 6;
  BUG: 0;

type
  group_t: 0 .. N - 1;
  cnt_t: 0 .. K;
  st_t: enum { IDLE, RUNNABLE, ONSLOT, SUSPENDED };
  mode_t: enum { NORMAL, ENTERING, PROT, EXITING };

var
  st: array [group_t] of st_t;
  pend: array [group_t] of boolean;
  run: array [group_t] of boolean;
  buf: array [group_t] of boolean;
  work: array [group_t] of cnt_t;
  pwork: array [group_t] of cnt_t;
  inProt: 0 .. N;
  mode: mode_t;
  exitReq: boolean;
  nwait: 0 .. F;

function onCount(): 0 .. N;
var c: 0 .. N;
begin
  c := 0;
  for h: group_t do if st[h] = ONSLOT then c := c + 1; end; end;
  return c;
end;

function waiting(): boolean;
begin
  return exists h: group_t do st[h] = ONSLOT & work[h] > 0 end;
end;

startstate begin
  for g: group_t do
    st[g] := IDLE; pend[g] := false; run[g] := false; buf[g] := false; work[g] := 0; pwork[g] := 0;
  end;
  inProt := 0; mode := NORMAL; exitReq := false; nwait := 0;
end;

ruleset g: group_t do
  ruleset w: cnt_t do ruleset p: cnt_t do
    rule "submit" st[g] = IDLE & w + p > 0 ==> begin
      st[g] := RUNNABLE; work[g] := w; pwork[g] := p;
    end;
  end; end;
  rule "schedule"
    st[g] = RUNNABLE & onCount() < S & !(exists h: group_t do st[h] = RUNNABLE & h % P > g % P end)
    & !(mode = ENTERING & g % P > (inProt - 1) % P) ==>
  begin st[g] := ONSLOT; buf[g] := false; end;
  rule "raisePend" st[g] = ONSLOT & pwork[g] > 0 & !pend[g] & inProt != g + 1 ==> begin pend[g] := true; end;
  rule "startNormal" mode = NORMAL & st[g] = ONSLOT & work[g] > 0 & !run[g] ==> begin run[g] := true; end;
  rule "finishNormal" run[g] ==> begin run[g] := false; work[g] := work[g] - 1; nwait := 0; end;
  rule "requestEnter"
    mode = NORMAL & st[g] = ONSLOT & pend[g] & (forall h: group_t do st[h] != ONSLOT | h % P <= g % P end)
    & (nwait < F | !waiting()) ==>
  begin mode := ENTERING; inProt := g + 1; pend[g] := false; end;
  rule "runProtected" mode = PROT & inProt = g + 1 & !exitReq & pwork[g] > 0 ==> begin pwork[g] := pwork[g] - 1; end;
  rule "requestExit" mode = PROT & inProt = g + 1 & !exitReq & (nwait = F | pwork[g] = 0) ==> begin exitReq := true; end;
  rule "ackExit" mode = EXITING & inProt = g + 1 ==> begin
    mode := NORMAL; exitReq := false; inProt := 0; pend[g] := pwork[g] > 0;
  end;
  rule "suspend" st[g] = ONSLOT & inProt != g + 1 & !run[g] ==> begin
    st[g] := SUSPENDED; pend[g] := false; buf[g] := pwork[g] > 0;
  end;
  rule "resume" st[g] = SUSPENDED ==> begin st[g] := RUNNABLE; end;
  rule "complete" st[g] = ONSLOT & inProt != g + 1 & work[g] = 0 & pwork[g] = 0 ==> begin st[g] := IDLE; end;
end;

rule "ackEnter" mode = ENTERING & (BUG = 1 | forall h: group_t do !run[h] end) ==> begin mode := PROT; end;
rule "beginExit" mode = PROT & exitReq ==> begin mode := EXITING; end;
rule "tick" mode = PROT & waiting() & nwait < F ==> begin nwait := nwait + 1; end;

invariant "mode matches inProt" (mode = NORMAL) = (inProt = 0);
invariant "exitReq only in protected mode" exitReq -> (mode = PROT | mode = EXITING);
invariant "slots" onCount() <= S;
invariant "protected group on its slot" forall g: group_t do inProt = g + 1 -> (st[g] = ONSLOT & !pend[g]) end;
invariant "no normal command in protected mode"
  forall g: group_t do run[g] -> ((mode = NORMAL | mode = ENTERING) & st[g] = ONSLOT & work[g] > 0) end;
invariant "saved buffer only with protected work" forall g: group_t do buf[g] -> pwork[g] > 0 end;
invariant "top priority at entry"
  forall g: group_t do mode = ENTERING & st[g] = ONSLOT -> g % P <= (inProt - 1) % P end;
