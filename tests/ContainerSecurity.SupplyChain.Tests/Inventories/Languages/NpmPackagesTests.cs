namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class NpmPackagesTests
{
    [Test]
    public void A_lock_file_of_version_1_keeps_development_optional_and_bundled_packages()
    {
        Reading reading = Reading.Of("package-lock.json", """
            { "lockfileVersion": 1, "dependencies": {
              "a": { "version": "1.0.0", "dependencies": { "b": { "version": "2.0.0", "bundled": true } } },
              "b": { "version": "1.0.0", "optional": true },
              "@types/node": { "version": "20.0.0", "dev": true },
              "alias": { "version": "npm:real@3.0.0" },
              "mine": { "version": "file:../mine" },
              "forked": { "version": "git+ssh://git@example.org/x.git#abc" } } }
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[]
        {
            "pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0", "pkg:npm/b@1.0.0", "pkg:npm/%40types/node@20.0.0", "pkg:npm/real@3.0.0",
        }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:npm/%40types/node@20.0.0" }));
        Assert.That(reading.Notes.Single().Message, Does.Contain("'forked'"));
        Assert.That(reading.Packages[3].Name, Is.EqualTo("@types/node"));
    }

    [TestCase(2)]
    [TestCase(3)]
    public void A_later_lock_file_lists_the_folders_of_packages(int version)
    {
        Reading reading = Reading.Of("package-lock.json", $$"""
            { "lockfileVersion": {{version}}, "packages": {
              "": { "name": "app", "version": "1.0.0" },
              "packages/own": { "version": "1.0.0" },
              "node_modules/own": { "resolved": "packages/own", "link": true },
              "node_modules/a": { "version": "1.0.0", "license": "MIT" },
              "node_modules/a/node_modules/@s/b": { "version": "2.0.0", "optional": true, "inBundle": true },
              "node_modules/alias": { "name": "real", "version": "3.0.0" },
              "node_modules/both": { "version": "1.0.0", "devOptional": true },
              "node_modules/tool": { "version": "4.0.0", "dev": true } },
              "dependencies": { "ignored": { "version": "9.9.9" } } }
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[]
        {
            "pkg:npm/a@1.0.0", "pkg:npm/%40s/b@2.0.0", "pkg:npm/real@3.0.0", "pkg:npm/both@1.0.0", "pkg:npm/tool@4.0.0",
        }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:npm/tool@4.0.0" }));
        Assert.That(reading.Packages[0].Licenses, Is.EqualTo(new[] { "MIT" }));
        Assert.That(reading.Notes, Is.Empty);
    }

    [Test]
    public void A_package_needed_to_run_is_not_for_development_because_another_place_says_so()
    {
        Assert.That(Reading.Of("package-lock.json", """
            { "lockfileVersion": 3, "packages": {
              "node_modules/a": { "version": "1.0.0", "dev": true }, "node_modules/b/node_modules/a": { "version": "1.0.0" } } }
            """).ForDevelopment, Is.Empty);
    }

    [TestCase("app/node_modules/x/package-lock.json")]
    [TestCase("node_modules/x/yarn.lock")]
    [TestCase("node_modules/x/pnpm-lock.yaml")]
    [TestCase("node_modules/x/npm-shrinkwrap.json")]
    public void A_lock_file_within_node_modules_is_no_install(string path)
    {
        Assert.That(Reading.IsAccepted(path), Is.False);
        Assert.That(Reading.IsAccepted(path.Replace("node_modules", "modules")), Is.True);
    }

    [Test]
    public void What_is_installed_in_node_modules_names_itself()
    {
        Reading reading = Reading.Of("usr/lib/node_modules/npm/node_modules/@npmcli/arborist/package.json",
            """{ "name": "@npmcli/arborist", "version": "8.0.0", "licenses": [{ "type": "ISC" }] }""");

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:npm/%40npmcli/arborist@8.0.0" }));
        Assert.That(reading.Packages[0].Licenses, Is.EqualTo(new[] { "ISC" }));
        Assert.That(Reading.IsAccepted("app/package.json"), Is.False);
        Assert.That(Reading.IsAccepted("node_modules/x/lib/package.json"), Is.False);
    }

    [Test]
    public void A_package_without_a_version_is_said()
    {
        Assert.That(Reading.Of("node_modules/x/package.json", """{ "type": "module" }""").Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_classic_yarn_lock_names_packages_before_their_ranges()
    {
        Reading reading = Reading.Of("yarn.lock", """
            # yarn lockfile v1


            "@babel/core@^7.0.0", "@babel/core@^7.1.0":
              version "7.2.0"
              dependencies:
                version "9.9.9"

            alias@npm:real@^1.0.0:
              version "1.5.0"

            "own@file:./own":
              version "0.0.0"

            lost@^1.0.0:
              resolved "https://packages.example.org/lost"
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:npm/%40babel/core@7.2.0", "pkg:npm/real@1.5.0" }));
        Assert.That(reading.Notes.Single().Message, Does.Contain("'lost@^1.0.0'"));
    }

    [Test]
    public void A_later_yarn_lock_names_packages_by_their_resolution()
    {
        Reading reading = Reading.Of("yarn.lock", """
            __metadata:
              version: 8

            "alias@npm:real@^1.0.0":
              version: 1.5.0
              resolution: "real@npm:1.5.0"
              languageName: node
              linkType: hard

            "app@workspace:.":
              version: 0.0.0-use.local
              resolution: "app@workspace:."

            "@types/node@npm:*, @types/node@npm:^20.0.0":
              version: 20.1.0
              resolution: "@types/node@npm:20.1.0"

            "typescript@patch:typescript@npm%3A^5.0.0#optional!builtin<compat/typescript>":
              version: 5.0.4
              resolution: "typescript@patch:typescript@npm%3A5.0.4#optional!builtin<compat/typescript>::version=5.0.4"
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:npm/real@1.5.0", "pkg:npm/%40types/node@20.1.0", "pkg:npm/typescript@5.0.4" }));
        Assert.That(reading.Notes, Is.Empty);
    }

    [Test]
    public void Keys_of_every_version_of_pnpm_are_read()
    {
        Reading reading = Reading.Of("pnpm-lock.yaml", """
            lockfileVersion: 5.4
            packages:
              /lodash/4.17.4:
                dev: false
              /@babel/core/7.2.0_peer@1.0.0:
                dev: true
              /a@1.0.0(peer@2.0.0):
                dev: false
              /@s/b@1.0.0(@s/peer@2.0.0):
                dev: false
              file:../own:
                resolution: {directory: ../own}
              github.com/user/repo/0123456:
                name: forked
                version: 3.0.0
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[]
        {
            "pkg:npm/lodash@4.17.4", "pkg:npm/%40babel/core@7.2.0", "pkg:npm/a@1.0.0", "pkg:npm/%40s/b@1.0.0", "pkg:npm/forked@3.0.0",
        }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:npm/%40babel/core@7.2.0" }));
        Assert.That(reading.Notes, Is.Empty);
    }

    [Test]
    public void In_pnpm_9_what_no_importer_needs_to_run_is_for_development()
    {
        Reading reading = Reading.Of("pnpm-lock.yaml", """
            lockfileVersion: '9.0'
            importers:
              .:
                dependencies:
                  a: { specifier: ^1.0.0, version: 1.0.0(peer@1.0.0) }
                  alias: { specifier: 'npm:real@^1', version: real@1.0.0 }
                  '@s/scoped': { specifier: ^1, version: 1.0.0 }
                devDependencies:
                  tool: { specifier: ^1.0.0, version: 1.0.0 }
            packages:
              a@1.0.0: {}
              b@1.0.0: {}
              real@1.0.0: {}
              '@s/scoped@1.0.0': {}
              tool@1.0.0: {}
              only-tool@1.0.0: {}
            snapshots:
              a@1.0.0(peer@1.0.0):
                dependencies: { b: 1.0.0 }
              b@1.0.0: { dependencies: { a: 1.0.0(peer@1.0.0) } }
              real@1.0.0: {}
              '@s/scoped@1.0.0': {}
              tool@1.0.0:
                dependencies: { only-tool: 1.0.0 }
              only-tool@1.0.0: {}
            """);

        Assert.That(reading.Packages, Has.Count.EqualTo(6));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:npm/tool@1.0.0", "pkg:npm/only-tool@1.0.0" }));
    }
}
