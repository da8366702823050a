#!/usr/bin/env bash
# Builds a generated project with the analyzer and SonarAnalyzer.CSharp (all rules off but S2068), and prints what each takes.
# usage: benchmarks/analyzer-time.sh FOLDER [FILES [ROUNDS]]      after 'dotnet build -c Release'
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
files=${2:-2000}
mkdir -p "$1"; folder=$(cd "$1" && pwd); project=$folder/generated
version=0.1.0-bench.$(date +%s)
rm -rf "$project"; mkdir -p "$project"

dotnet pack "$repository/src/ContainerSecurity.Analyzers" -c Release --no-build -o "$folder/feed" -p:PackageVersion="$version" >/dev/null
dotnet run --project "$repository/benchmarks/ContainerSecurity.Benchmarks" -c Release --no-build -- generate-project "$project" "$files"

echo '<Project />' > "$project/Directory.Build.props"
cat > "$project/nuget.config" <<XML
<configuration><packageSources><add key="local" value="$folder/feed" /></packageSources></configuration>
XML
cat > "$project/Generated.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <EnableNETAnalyzers>false</EnableNETAnalyzers>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="KubernetesClient" Version="21.0.8" />
    <PackageReference Include="ContainerSecurity.Analyzers" Version="$version" PrivateAssets="all" />
    <PackageReference Include="SonarAnalyzer.CSharp" Version="8.33.0.40503" PrivateAssets="all" />
    <AdditionalFiles Include="SonarLint.xml" />
  </ItemGroup>
</Project>
XML
# S2068 speaks only where this file names it.
echo '<AnalysisInput><Rules><Rule><Key>S2068</Key></Rule></Rules></AnalysisInput>' > "$project/SonarLint.xml"
{ echo 'is_global = true'; for i in $(seq 100 8999); do [ "$i" = 2068 ] && echo "dotnet_diagnostic.S$i.severity = warning" || echo "dotnet_diagnostic.S$i.severity = none"; done; } > "$project/.globalconfig"

dotnet restore "$project" >/dev/null
csc() { sed -n 's/^ *\([0-9]*\) ms  Csc .*/\1 ms/p' "$1"; }
for round in $(seq "${3:-3}"); do
  dotnet build "$project" -c Release --no-restore --no-incremental -noAutoResponse -p:RunAnalyzers=false -clp:PerformanceSummary > "$folder/plain.log"
  dotnet build "$project" -c Release --no-restore --no-incremental -noAutoResponse -p:ReportAnalyzer=true -v:detailed -clp:PerformanceSummary > "$folder/analyzed.log"
  echo "round $round: compiler without analyzers $(csc "$folder/plain.log"), with them $(csc "$folder/analyzed.log")"
  grep -A60 'Total analyzer execution time' "$folder/analyzed.log" | grep -E 'Total analyzer|ContainerSecurity|SonarAnalyzer|S2068' | head -12
done
