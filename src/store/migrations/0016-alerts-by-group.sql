-- Whoever opens a group of alerts sees what is in it: without this every alert there is would be read.
create index alert_by_group on alert (group_key);
