#!/usr/bin/env bash
# What somebody does who meets ContainerSecurity for the first time, from packages in a folder:
#
#   dotnet pack -c Release && docs/tour.sh artifacts/package/release [FOLDER TO WORK IN]
#
# Installs the tool, scans the samples, has one finding in C# fixed by `dotnet format`, evaluates a policy in a program, makes a package
# of rules from the template, opens a manifest in the language server, and reads a SARIF report back. Ends with 0 where all of it works.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
packages="$(cd "$1" && pwd)"
work="${2:-$(mktemp -d "${TMPDIR:-/tmp}/tour.XXXXXX")}"
mkdir -p "$work"
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en NUGET_PACKAGES="${NUGET_PACKAGES:-$work/cache}"
version="$(cd "$packages" && ls ContainerSecurity.Tool.*.nupkg | sed 's/^ContainerSecurity\.Tool\.\(.*\)\.nupkg$/\1/')"
# Outside of all settings of the repository.
echo '<Project />' | tee Directory.Build.props Directory.Build.targets Directory.Packages.props >/dev/null
echo "<configuration><packageSources><add key=\"packed\" value=\"$packages\" /></packageSources></configuration>" >nuget.config
say() { echo "-- $*"; }
ends_with() { local code=$1 got=0; shift; "$@" || got=$?; [ "$got" -eq "$code" ] || { echo "$* ended with $got, not with $code"; return 1; }; }

say "Install the tool, and scan."
[ -x tool/csec ] || dotnet tool install ContainerSecurity.Tool --tool-path tool --version "$version" >/dev/null
ends_with 1 tool/csec scan "$root/samples/manifests" --format text=report.txt --format sarif=report.sarif
grep -q "critical CSEC2001 privileged-container" report.txt
tool/csec rules CSEC2001 | grep "privileged-container" >/dev/null

say "Read the SARIF report back."
grep -q '"version": *"2.1.0"' report.sarif
# As many results that nobody waived as the text has findings, and each of a rule that the report describes.
results="$(grep -o '"ruleId": *"CSEC[0-9]*"' report.sarif)"
[ "$(grep -o '"suppressions": *\[\]' report.sarif | wc -l)" -eq "$(grep -cE '^(critical|high|medium|low|info) CSEC' report.txt)" ]
for rule in $(grep -o 'CSEC[0-9]*' <<<"$results" | sort -u); do grep -q "\"id\": *\"$rule\"" report.sarif; done

say "See a finding in C#, and have it fixed."
mkdir -p app
cat >app/app.csproj <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="ContainerSecurity.Analyzers" Version="$version" PrivateAssets="all" />
    <PackageReference Include="KubernetesClient" Version="21.0.8" />
  </ItemGroup>
</Project>
PROJECT
cat >app/Program.cs <<'CODE'
using k8s.Models;

var container = new V1Container
{
    Name = "app",
    Image = "registry.example.com/web:1.4.2",
    SecurityContext = new V1SecurityContext { Privileged = true, RunAsNonRoot = true },
};
System.Console.WriteLine(container.Name);
CODE
dotnet build app -v quiet >build.txt
grep -q "Program.cs(7,[0-9]*): warning CSEC2001" build.txt
dotnet format analyzers app --diagnostics CSEC2001 --severity warn --no-restore >format.txt 2>&1
! grep -q "Privileged = true" app/Program.cs
dotnet build app --no-restore -v quiet >build.txt
! grep -q CSEC2001 build.txt

say "Evaluate a policy in a program."
mkdir -p embedded
cp "$root"/samples/EmbeddedEngine/*.cs embedded/
cat >embedded/embedded.csproj <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="ContainerSecurity" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
(dotnet run --project embedded -- "$root/samples/manifests/ci-runner.yaml" || true) >embedded.txt
grep -qx denied embedded.txt

say "Make a package of rules, and test it."
dotnet new install "$packages/ContainerSecurity.Templates.$version.nupkg" --debug:custom-hive "$work/templates" >/dev/null
dotnet new csec-rules -n Shop.Rules -o rules --prefix SHOP --debug:custom-hive "$work/templates" --force >/dev/null
grep -q '"SHOP0001"' rules/Shop.Rules/TeamLabel.cs
dotnet test rules/Shop.Rules.Tests -v quiet

say "Open a manifest in the language server."
message() { printf 'Content-Length: %d\r\n\r\n%s' "${#1}" "$1"; }
{
  message '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
  message '{"jsonrpc":"2.0","method":"initialized","params":{}}'
  message '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///tour/pod.yaml","languageId":"yaml","version":1,"text":"apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostNetwork: true\n  containers: [{name: app, image: \"a:1\"}]\n"}}}'
  for _ in $(seq 60); do sleep 0.5; grep -q CSEC3001 lsp.txt && break; done
  message '{"jsonrpc":"2.0","id":2,"method":"shutdown"}'
  message '{"jsonrpc":"2.0","method":"exit"}'
} 2>/dev/null | tool/csec lsp >lsp.txt
grep -q '"code":"CSEC3001"' lsp.txt
say "The tour is over: all of it works."
