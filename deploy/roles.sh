#!/bin/bash
# Runs once, when the database is made: the database and its three roles, none of them a superuser.
set -euo pipefail
psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  -v owner="$OWNER_PASSWORD" -v site="$SITE_PASSWORD" -v archivist="$ARCHIVIST_PASSWORD" <<'SQL'
CREATE ROLE handschlag_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE handschlag_site LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'site';
CREATE ROLE handschlag_archivist LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'archivist';
CREATE DATABASE handschlag OWNER handschlag_owner;
SQL
