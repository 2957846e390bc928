#!/usr/bin/env bash
# Installs what is missing on Debian or Ubuntu: the .NET SDK to build and run, npm for plotly.js, a browser for the
# browser tests, Jupyter for the kernel. What is there stays as it is, but for the kernel, which is made anew.
set -euo pipefail

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

updated=false
install() {
  if ! $updated; then
    as_root apt-get update -qq
    updated=true
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

has() { command -v "$1" >/dev/null 2>&1; }

is_ubuntu() { grep -q '^ID=ubuntu' /etc/os-release; }

if ! has dotnet; then
  if is_ubuntu; then
    install dotnet-sdk-10.0
  else
    # Debian has no package of the SDK.
    install ca-certificates curl libicu-dev
    curl -fsSL https://dot.net/v1/dotnet-install.sh | as_root bash -s -- --channel 10.0 --install-dir /usr/share/dotnet
    as_root ln -sf /usr/share/dotnet/dotnet /usr/local/bin/dotnet
  fi
fi

if ! has npm; then
  install nodejs npm
fi

if ! has chromium && ! has google-chrome && ! has chrome; then
  if is_ubuntu; then
    # Ubuntu's chromium is a snap, which does not run in a container.
    install ca-certificates curl
    curl -fsSLo /tmp/chrome.deb https://dl.google.com/linux/direct/google-chrome-stable_current_amd64.deb
    install /tmp/chrome.deb
  else
    install chromium
  fi
fi

if ! has jupyter || ! has jupyter-execute; then
  install jupyter-notebook python3-ipykernel python3-nbclient python3-nbconvert
fi

cd "$(dirname "$0")/.."
install_kernel() { dotnet run --project src/Notebooks.Cli -- kernel install "$@"; }

if ! install_kernel; then
  install_kernel --name notebooks-csharp --display-name "C# (notebooks)"
  echo "The kernel .net-csharp of another program stays as it is. Pick \"C# (notebooks)\" to work with this one."
fi
