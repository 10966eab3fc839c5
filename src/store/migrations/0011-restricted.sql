-- Lists ask for the few restricted incidents among many, to decide who sees them.
create index incident_restricted on incident (number) where restricted;
