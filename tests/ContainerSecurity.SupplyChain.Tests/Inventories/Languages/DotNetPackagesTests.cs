namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class DotNetPackagesTests
{
    private const string Published = """
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0/linux-x64", "signature": "" },
          "targets": {
            ".NETCoreApp,Version=v10.0": {},
            ".NETCoreApp,Version=v10.0/linux-x64": {
              "App/1.0.0": { "runtime": { "App.dll": {} } },
              "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/10.0.1": { "runtime": { "System.Runtime.dll": {} } },
              "Shipped/1.2.3": { "runtime": { "lib/net8.0/Shipped.dll": {} } },
              "Native/2.0.0": { "native": { "runtimes/linux-x64/native/libn.so": {} } },
              "Portable/3.0.0": { "runtimeTargets": { "runtimes/win/lib/P.dll": { "rid": "win", "assetType": "runtime" } } },
              "Translated/4.0.0": { "resources": { "lib/de/T.resources.dll": { "locale": "de" } } },
              "Placeholder/1.0.0": { "runtime": { "lib/netstandard2.0/_._": {} } },
              "Build.Only/5.0.0": { "dependencies": { "Shipped": "1.2.3" } }
            }
          },
          "libraries": {
            "App/1.0.0": { "type": "project" },
            "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/10.0.1": { "type": "runtimepack" },
            "Shipped/1.2.3": { "type": "package" },
            "Native/2.0.0": { "type": "package" },
            "Portable/3.0.0": { "type": "package" },
            "Translated/4.0.0": { "type": "package" },
            "Placeholder/1.0.0": { "type": "package" },
            "Build.Only/5.0.0": { "type": "package" },
            "Elsewhere/6.0.0": { "type": "package" },
            "Phantom.Reference/7.0.0.0": { "type": "referenceassembly" },
            "Phantom/7.0.0.0": { "type": "reference" }
          }
        }
        """;

    [Test]
    public void A_runtime_pack_is_the_package_of_the_runtime_that_its_name_holds()
    {
        Assert.That(Reading.Of("app/App.deps.json", Published).Urls,
            Does.Contain("pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.1"));
    }

    [Test]
    public void Of_a_deps_json_only_what_the_runtime_target_ships_is_installed()
    {
        Reading reading = Reading.Of("app/App.deps.json", Published);

        Assert.That(reading.Urls, Is.EqualTo(new[]
        {
            "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.1", "pkg:nuget/Shipped@1.2.3", "pkg:nuget/Native@2.0.0",
            "pkg:nuget/Portable@3.0.0", "pkg:nuget/Translated@4.0.0",
        }));
        Assert.That(reading.Notes, Is.Empty);
    }

    [Test]
    public void A_deps_json_without_targets_is_taken_at_its_word()
    {
        Assert.That(Reading.Of("x.deps.json", """{"libraries":{"A/1.0.0":{"type":"package"},"B/1.0.0":{"type":"project"}}}""").Urls,
            Is.EqualTo(new[] { "pkg:nuget/A@1.0.0" }));
    }

    [Test]
    public void A_deps_json_that_is_none_is_said()
    {
        Assert.That(Reading.Of("x.deps.json", "{}").Notes, Has.Count.EqualTo(1));
        Assert.That(Reading.Of("x.deps.json", """{"libraries":{"NoVersion":{"type":"package"}}}""").Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void Each_target_framework_of_a_lock_file_brings_its_own_version()
    {
        Reading reading = Reading.Of("src/packages.lock.json", """
            { "version": 2, "dependencies": {
              "net8.0": {
                "Newtonsoft.Json": { "type": "Direct", "resolved": "12.0.3" },
                "Shared": { "type": "Project" },
                "Central": { "type": "CentralTransitive", "resolved": "1.0.0" } },
              "net10.0": {
                "newtonsoft.json": { "type": "Transitive", "resolved": "12.0.3" },
                "Central": { "type": "Transitive", "resolved": "2.0.0" },
                "Lost": { "type": "Transitive" } } } }
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:nuget/Newtonsoft.Json@12.0.3", "pkg:nuget/Central@1.0.0", "pkg:nuget/Central@2.0.0" }));
        Assert.That(reading.Notes.Single().Message, Does.Contain("'Lost'"));
    }

    [Test]
    public void What_a_project_keeps_to_itself_or_what_ships_nothing_is_for_development()
    {
        Reading reading = Reading.Of("obj/project.assets.json", """
            { "version": 3,
              "targets": {
                "net10.0": {
                  "Runs/1.0.0": { "type": "package", "compile": { "lib/Runs.dll": {} }, "runtime": { "lib/Runs.dll": {} } },
                  "Analyzer/1.0.0": { "type": "package" },
                  "Generator/1.0.0": { "type": "package", "build": { "build/Generator.targets": {} } },
                  "Builder/1.0.0": { "type": "package", "build": { "build/Builder.targets": {} } },
                  "Sibling/1.0.0": { "type": "project" } },
                "net10.0/linux-x64": {
                  "runs/1.0.0": { "type": "package", "runtime": { "lib/Runs.dll": {} } } } },
              "project": { "frameworks": { "net10.0": { "dependencies": {
                "Runs": { "target": "Package" }, "Generator": { "suppressParent": "All" } } } } } }
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[]
        {
            "pkg:nuget/Runs@1.0.0", "pkg:nuget/Analyzer@1.0.0", "pkg:nuget/Generator@1.0.0", "pkg:nuget/Builder@1.0.0",
        }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:nuget/Analyzer@1.0.0", "pkg:nuget/Generator@1.0.0" }));
    }

    [Test]
    public void Central_versions_are_read_where_they_are_single()
    {
        Reading reading = Reading.Of("Directory.Packages.props", """
            <Project>
              <PropertyGroup><JsonVersion>9.0.1</JsonVersion></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Newtonsoft.Json" Version="$(JsonVersion)" />
                <PackageVersion Include="Exact" Version="[1.2.3]" />
                <PackageVersion Include="Child"><Version>4.5.6-rc.1</Version></PackageVersion>
                <PackageVersion Include="Floating" Version="1.*" />
                <PackageVersion Include="Ranged" Version="[1.0,2.0)" />
                <PackageVersion Include="Unknown" Version="$(Elsewhere)" />
                <GlobalPackageReference Include="Style" Version="1.0.0" />
              </ItemGroup>
            </Project>
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[]
        {
            "pkg:nuget/Newtonsoft.Json@9.0.1", "pkg:nuget/Exact@1.2.3", "pkg:nuget/Child@4.5.6-rc.1", "pkg:nuget/Style@1.0.0",
        }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:nuget/Style@1.0.0" }));
        Assert.That(reading.Notes.Single().Message, Does.StartWith("'Floating', 'Ranged', 'Unknown' "));
    }

    [Test]
    public void A_property_that_depends_on_a_condition_gives_no_version()
    {
        Reading reading = Reading.Of("Directory.Packages.props", """
            <Project>
              <PropertyGroup><V>1.0.0</V><V Condition="'$(X)' == ''">2.0.0</V></PropertyGroup>
              <ItemGroup><PackageVersion Include="A" Version="$(V)" /></ItemGroup>
            </Project>
            """);

        Assert.That(reading.Packages, Is.Empty);
        Assert.That(reading.Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_project_file_tells_the_versions_that_stand_in_it()
    {
        Reading reading = Reading.Of("src/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <ItemGroup>
                <PackageReference Include="Serilog" Version="4.0.0" />
                <PackageReference Include="Tool" Version="1.0.0" PrivateAssets="All" />
                <PackageReference Include="Central" />
              </ItemGroup>
            </Project>
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:nuget/Serilog@4.0.0", "pkg:nuget/Tool@1.0.0" }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:nuget/Tool@1.0.0" }));
        Assert.That(reading.Notes.Single().Message, Does.Contain("'Central'"));
    }

    [Test]
    public void A_packages_config_lists_packages()
    {
        Reading reading = Reading.Of("packages.config",
            """<packages><package id="jQuery" version="3.4.0" /><package id="StyleCop" version="1.0.0" developmentDependency="true" /></packages>""");

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:nuget/jQuery@3.4.0", "pkg:nuget/StyleCop@1.0.0" }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:nuget/StyleCop@1.0.0" }));
    }
}
