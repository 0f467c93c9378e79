# HSFM: `make demo` sets up a fresh Debian/Ubuntu machine and runs the main job; `make test` sets up and tests.

PYTHON ?= python3
QGIS_PYTHON ?= /usr/bin/python3
# A machine without an NVIDIA GPU can save gigabytes: make demo TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
SCENE ?=
LABELS ?=
# States to take, such as tutorial; empty takes all.
SHOTS ?=
# Spectra to pretrain from; they are read, never shipped.
LIBRARY ?= ../shared/data/speclib/speclib.npz
# A folder of wheels for a computer without a network; empty means like this computer.
BUNDLE ?= build/wheels
BUNDLE_PLATFORM ?=
BUNDLE_PYTHON ?=
BUNDLE_BUILD ?= auto
# Where `make test-next` keeps a Debian with a newer QGIS (2 GB), and which Debian that is.
NEXT ?= build/next
NEXT_SUITE ?= trixie
# Of one run of tests: make test-qgis ARGS="-q tests/qgis/test_panel_map.py"
ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
PACKAGES := qgis python3-qgis gdal-bin python3-gdal python3-pytest python3-venv xvfb xauth fonts-dejavu-core \
  qttools5-dev-tools util-linux iproute2
XVFB := xvfb-run -a -s '-screen 0 1400x900x24'
export HSFM_ENGINE_PYTHON := $(CURDIR)/$(PY)
export HSFM_NEXT := $(abspath $(NEXT))
export HSFM_NEXT_SUITE := $(NEXT_SUITE)
export QGIS_PYTHON
SIDE_BY_SIDE := $(PYTHON) tests/side_by_side.py
# Only root may make and enter the Debian folder.
IS_ROOT := $(filter 0,$(shell id -u))

.PHONY: help demo test test-all test-engine test-qgis test-next test-install lint lock zip shots bench bench-accuracy bench-anomaly pretrain runtime bundle system clean

help:
	@echo "make demo    set up this machine, simulate a scene, map it in QGIS, take a picture (build/demo)"
	@echo "             SCENE=path LABELS=path uses your own"
	@echo "make test    set up this machine and run the tests of the engine and of the panel side by side"
	@echo "make test-engine | test-qgis | test-next   one kind; ARGS=\"-q FILE\" runs a part of it"
	@echo "             test-next, as root: the panel in the QGIS of Debian $(NEXT_SUITE), kept in NEXT ($(NEXT))"
	@echo "make test-install    as root: from the zip to a map on fresh machines, online, offline, and with faults"
	@echo "make pretrain        train the bundled backbone again from LIBRARY (CPU, under 90 minutes; resumes)"
	@echo "make bench-accuracy  write the tables of accuracy"
	@echo "make bench-anomaly   write the table of anomaly detectors, and time them beside Spectral Python"
	@echo "make bundle  gather the engine's wheels in BUNDLE ($(BUNDLE)) for a computer without a network;"
	@echo "             BUNDLE_PLATFORM=win_amd64 BUNDLE_PYTHON=3.12 BUNDLE_BUILD=cu130 for another one"
	@echo "make lint zip shots bench runtime clean"

system: build/.system

build/.system: Makefile
	@mkdir -p build
	@if ! dpkg -s $(PACKAGES) >/dev/null 2>&1; then \
	  echo "Installing Debian packages: $(PACKAGES)"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >build/apt.log 2>&1 \
	  || { tail -n 20 build/apt.log; exit 1; }; \
	fi
	@touch $@

runtime: $(VENV)/.ready

$(VENV)/.ready: resources/runtime/torch.txt resources/runtime/lock.txt resources/runtime/requirements-dev.txt | build/.system
	@echo "Making the engine's environment in $(VENV)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PIP) -r resources/runtime/torch.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	@$(PIP) -r resources/runtime/lock.txt -r resources/runtime/requirements-dev.txt -c resources/runtime/torch.txt
	@touch $@

bundle:
	@$(PYTHON) -m hsfm_plugin.runtime_setup bundle $(BUNDLE) --build $(BUNDLE_BUILD) --platform "$(BUNDLE_PLATFORM)" \
	  --python-version "$(BUNDLE_PYTHON)"

lock:
	@test -x build/uv/bin/uv || { $(PYTHON) -m venv build/uv && build/uv/bin/python -m pip install --quiet uv; }
	@$(PYTHON) tests/release/lock.py --uv build/uv/bin/uv $(if $(UPGRADE),--upgrade)

zip: system
	@$(QGIS_PYTHON) tests/release/package.py dist/hsfm.zip

demo: system runtime zip
	@$(PY) -m tests.demo.run --scene "$(SCENE)" --labels "$(LABELS)"

test: system runtime zip
	$(SIDE_BY_SIDE) engine qgis

# What CI runs: all kinds at the same time, those of root where one is root.
test-all: system runtime zip $(if $(IS_ROOT),build/.next-tools)
	$(SIDE_BY_SIDE) engine qgis $(if $(IS_ROOT),next install)

test-engine: system runtime zip
	$(if $(ARGS),$(PY) -m pytest $(ARGS),$(SIDE_BY_SIDE) engine)

test-qgis: system runtime zip
	$(if $(ARGS),$(QGIS_PYTHON) tests/qgis/launch.py $(ARGS),$(SIDE_BY_SIDE) qgis)

test-next: $(if $(IS_ROOT),system runtime zip build/.next-tools)
	$(if $(and $(IS_ROOT),$(ARGS)),$(QGIS_PYTHON) tests/next/debian.py $(HSFM_NEXT))
	$(if $(IS_ROOT),$(if $(ARGS),$(QGIS_PYTHON) tests/next/debian.py $(HSFM_NEXT) /usr/bin/python3 tests/qgis/launch.py $(ARGS), \
	  $(SIDE_BY_SIDE) next),@$(QGIS_PYTHON) tests/next/debian.py $(HSFM_NEXT))

# As root: machines of namespaces, with an installation from the index and one from a folder of wheels.
test-install: system runtime
	$(QGIS_PYTHON) tests/install/launch.py $(ARGS)

build/.next-tools: | build/.system
	@command -v debootstrap >/dev/null || { \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap \
	  >build/apt.log 2>&1 || { tail -n 20 build/apt.log; exit 1; }; }
	@touch $@

lint: runtime
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy -p engine
	@mkdir -p build/lint && ln -sfn $(CURDIR) build/lint/hsfm
	cd build/lint && $(CURDIR)/$(VENV)/bin/mypy --config-file $(CURDIR)/pyproject.toml -p hsfm.hsfm_plugin.engine_client \
	  -p hsfm.hsfm_plugin.runtime_setup

shots: system runtime zip
	@rm -rf build/shots/help
	$(QGIS_PYTHON) tests/qgis/launch.py --shots build/shots $(SHOTS)
	@test ! -d build/shots/help || cp build/shots/help/*.png resources/help/pictures/

bench: bench-accuracy bench-anomaly
	$(PY) -m tests.bench.bench_fit
	$(PY) -m tests.bench.bench_maps
	$(PY) -m tests.bench.bench_models
	$(PY) -m tests.bench.bench_deep
	$(PY) -m tests.bench.bench_targets
	$(PY) -m tests.bench.bench_false_alarms

bench-accuracy: runtime
	$(PY) -m tests.bench.bench_accuracy
	$(PY) -m tests.bench.bench_conformal
	$(PY) -m tests.bench.encoder

bench-anomaly: runtime
	$(PY) -m tests.bench.bench_anomaly
	$(PY) -m tests.bench.bench_anomaly_speed

pretrain: runtime
	$(PY) -m engine.pretrain --library $(LIBRARY) --out resources/models/hsfm-spectral --seed 0

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache
