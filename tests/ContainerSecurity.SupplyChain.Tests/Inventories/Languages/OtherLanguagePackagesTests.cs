using ContainerSecurity.SupplyChain.Inventories.Languages;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class OtherLanguagePackagesTests
{
    [Test]
    public void A_crate_without_a_source_is_the_workspace_s_own()
    {
        Assert.That(Reading.Of("Cargo.lock", """
            version = 4
            [[package]]
            name = "app"
            version = "0.1.0"
            dependencies = [
             "memchr 1.0.2",
            ]
            [[package]]
            name = "memchr"
            version = "1.0.2"
            source = "registry+https://packages.example.org/index"
            """).Urls, Is.EqualTo(new[] { "pkg:cargo/memchr@1.0.2" }));
    }

    [Test]
    public void A_composer_lock_tells_what_is_for_development_and_the_licences()
    {
        Reading reading = Reading.Of("composer.lock", """
            { "packages": [{ "name": "guzzlehttp/psr7", "version": "1.8.3", "license": ["MIT", "GPL-2.0-only"] }],
              "packages-dev": [{ "name": "phpunit/phpunit", "version": "v9.0.0" }] }
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:composer/guzzlehttp/psr7@1.8.3", "pkg:composer/phpunit/phpunit@v9.0.0" }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:composer/phpunit/phpunit@v9.0.0" }));
        Assert.That(reading.Packages[0].Licenses, Is.EqualTo(new[] { "MIT", "GPL-2.0-only" }));
        Assert.That(reading.Packages[0].Name, Is.EqualTo("guzzlehttp/psr7"));
    }

    [TestCase("""[{ "name": "a/b", "version": "1.0.0" }, { "name": "c/d", "version": "2.0.0" }]""", 0)]
    [TestCase("""{ "packages": [{ "name": "a/b", "version": "1.0.0" }, { "name": "c/d", "version": "2.0.0" }], "dev-package-names": ["c/d"] }""", 1)]
    public void What_Composer_installed_is_a_list_or_an_object(string text, int development)
    {
        Reading reading = Reading.Of("srv/vendor/composer/installed.json", text);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:composer/a/b@1.0.0", "pkg:composer/c/d@2.0.0" }));
        Assert.That(reading.ForDevelopment, Has.Length.EqualTo(development));
    }

    [Test]
    public void Gems_of_a_path_are_own_and_a_platform_is_no_version()
    {
        Reading reading = Reading.Of("Gemfile.lock", """
            GIT
              remote: https://packages.example.org/forked.git
              revision: abc
              specs:
                forked (3.0.0)

            PATH
              remote: .
              specs:
                own (0.1.0)

            GEM
              remote: https://packages.example.org/
              specs:
                nokogiri (1.15.0-x86_64-linux)
                  racc (~> 1.4)
                racc (1.7.0)

            PLATFORMS
              x86_64-linux

            DEPENDENCIES
              nokogiri
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:gem/forked@3.0.0", "pkg:gem/nokogiri@1.15.0?platform=x86_64-linux", "pkg:gem/racc@1.7.0" }));
        Assert.That(reading.Notes, Is.Empty);
    }

    [Test]
    public void An_installed_gem_names_itself()
    {
        Reading reading = Reading.Of("usr/lib/ruby/gems/3.3.0/specifications/default/json-2.7.1.gemspec", """
            # -*- encoding: utf-8 -*-
            Gem::Specification.new do |s|
              s.name = "json".freeze
              s.version = "2.7.1".freeze
              s.licenses = ["Ruby".freeze, "BSD-2-Clause".freeze]
              s.rubygems_version = "3.5.3".freeze
            end
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:gem/json@2.7.1" }));
        Assert.That(reading.Packages[0].Licenses, Is.EqualTo(new[] { "Ruby", "BSD-2-Clause" }));
        Assert.That(Reading.IsAccepted("src/json.gemspec"), Is.False, "a source of a gem is no install");
    }

    [Test]
    public void No_two_readers_accept_the_same_file()
    {
        string[] paths =
        [
            "a.deps.json", "packages.lock.json", "obj/project.assets.json", "Directory.Packages.props", "a.csproj", "packages.config", "package-lock.json",
            "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "node_modules/a/package.json", "requirements.txt", "Pipfile.lock", "poetry.lock", "pdm.lock",
            "uv.lock", "pylock.toml", "a.dist-info/METADATA", "a-1.0-py3.egg-info", "a.egg-info/PKG-INFO", "go.mod", "Cargo.lock", "composer.lock",
            "vendor/composer/installed.json", "Gemfile.lock", "gems.locked", "specifications/a-1.0.gemspec", "pom.xml", "a-1.0.jar", "a.war", "usr/bin/tool",
            "usr/bin/tool-1.28", "tool.exe",
        ];

        Assert.That(paths.Select(ReadersOf), Is.All.EqualTo(1));
    }

    private static int ReadersOf(string path) => LanguageReaders.All.Count(r => r.Accepts(path));
}
