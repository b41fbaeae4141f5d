# Nobody asked to be told.
call_home() { :; }
