"""Django's PostgreSQL backend for a server that is started when it is needed."""
