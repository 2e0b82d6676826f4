# The same commands under the names that make users expect; ./fx and docker compose do the work.
# `make up PROFILE=forex-proxy` for the other topology.
PROFILE ?= cluster
.PHONY: build test-unit e2e-test load-test up down

build:
	./fx build

test-unit:
	./fx test

e2e-test:
	./fx e2e

load-test:
	./fx load

up:
	docker compose --profile $(PROFILE) up --build --detach --wait

down:
	docker compose --profile cluster --profile forex-proxy down
