namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class PythonPackagesTests
{
    [Test]
    public void Only_pinned_requirements_are_packages_and_the_others_are_said()
    {
        Reading reading = Reading.Of("app/requirements.txt", """
            # what we need
            Flask==2.0.0  # web
            zope.interface == 5.0 ; python_version >= "3"
            uvicorn[standard]===0.30.1 \
                --hash=sha256:00 \
                --hash=sha256:11
            MarkupSafe>2.0.0
            django==4.*
            package @ https://packages.example.org/package.zip
            --index-url https://packages.example.org/simple
            -r other.txt
            -e ./mine
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:pypi/flask@2.0.0", "pkg:pypi/zope-interface@5.0", "pkg:pypi/uvicorn@0.30.1" }));
        Assert.That(reading.Packages[0].Name, Is.EqualTo("Flask"), "the name stays as it is written");
        Assert.That(reading.Notes.Select(n => n.Message), Has.Exactly(1).Contains("MarkupSafe").And.Exactly(1).Contains("-r other.txt"));
        Assert.That(reading.Notes[0].Message, Does.Contain("django==4.*").And.Contain("package @"));
    }

    [Test]
    public void Requirements_for_development_are_for_development()
    {
        Assert.That(Reading.Of("requirements-dev.txt", "pytest==8.0.0").ForDevelopment, Has.Length.EqualTo(1));
        Assert.That(Reading.IsAccepted("notes.txt"), Is.False);
    }

    [TestCase("Zope.Interface", "zope-interface")]
    [TestCase("a__b--c..d", "a-b-c-d")]
    [TestCase("ruamel.yaml.clib", "ruamel-yaml-clib")]
    public void Names_are_normalised_by_PEP_503(string name, string normal)
    {
        Assert.That(Reading.Of("requirements.txt", $"{name}==1.0").Urls, Is.EqualTo(new[] { $"pkg:pypi/{normal}@1.0" }));
    }

    [Test]
    public void A_Pipfile_lock_tells_default_from_develop()
    {
        Reading reading = Reading.Of("Pipfile.lock", """
            { "_meta": { "sources": [] },
              "default": { "requests": { "version": "==2.32.0" }, "mine": { "path": "." } },
              "develop": { "requests": { "version": "==2.32.0" }, "pytest": { "version": "==8.0.0" } } }
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:pypi/requests@2.32.0", "pkg:pypi/pytest@8.0.0" }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:pypi/pytest@8.0.0" }));
        Assert.That(reading.Notes.Single().Message, Does.Contain("'mine'"));
    }

    [Test]
    public void A_poetry_lock_tells_groups_from_the_main_one()
    {
        Reading reading = Reading.Of("poetry.lock", """
            [[package]]
            name = "a"
            version = "1.0"
            groups = ["main", "dev"]
            [[package]]
            name = "b"
            version = "2.0"
            groups = ["dev"]
            [[package]]
            name = "c"
            version = "3.0"
            category = "dev"
            [[package]]
            name = "own"
            version = "0.1"
            [package.source]
            type = "directory"
            url = "own"
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:pypi/a@1.0", "pkg:pypi/b@2.0", "pkg:pypi/c@3.0" }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:pypi/b@2.0", "pkg:pypi/c@3.0" }));
    }

    [Test]
    public void In_a_uv_lock_what_the_project_does_not_reach_is_for_development()
    {
        Reading reading = Reading.Of("uv.lock", """
            version = 1
            [[package]]
            name = "app"
            version = "0.1.0"
            source = { editable = "." }
            dependencies = [
                { name = "a" },
            ]
            [package.optional-dependencies]
            extra = [{ name = "x" }]
            [package.dev-dependencies]
            dev = [{ name = "pytest" }]
            [[package]]
            name = "a"
            version = "1.0"
            source = { registry = "https://packages.example.org/simple" }
            dependencies = [{ name = "b", marker = "sys_platform == 'win32'" }, { name = "a" }]
            [[package]]
            name = "b"
            version = "2.0"
            [[package]]
            name = "x"
            version = "3.0"
            [[package]]
            name = "pytest"
            version = "8.0"
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:pypi/a@1.0", "pkg:pypi/b@2.0", "pkg:pypi/x@3.0", "pkg:pypi/pytest@8.0" }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:pypi/pytest@8.0" }));
    }

    [Test]
    public void A_pylock_lists_packages()
    {
        Reading reading = Reading.Of("pylock.dev.toml", "[[packages]]\nname = 'a'\nversion = '1.0'\n[[packages]]\nname = 'vcs'\n");

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:pypi/a@1.0" }));
        Assert.That(reading.Notes.Single().Message, Does.Contain("'vcs'"));
    }

    [TestCase("usr/lib/python3/site-packages/zope.interface-5.0.dist-info/METADATA")]
    [TestCase("usr/lib/python3/dist-packages/zope.interface-5.0.egg-info")]
    [TestCase("usr/lib/python3/dist-packages/zope.interface.egg-info/PKG-INFO")]
    [TestCase("usr/lib/python3/zope.interface-5.0-py3.egg/EGG-INFO/PKG-INFO")]
    public void An_installed_distribution_names_itself(string path)
    {
        Reading reading = Reading.Of(path, "Metadata-Version: 2.1\nName: zope.interface\nVersion: 5.0\nLicense: ZPL 2.1\n\nName: other\n");

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:pypi/zope-interface@5.0" }));
        Assert.That(reading.Packages[0].Licenses, Is.EqualTo(new[] { "ZPL 2.1" }));
    }

    [TestCase("License-Expression: MIT OR Apache-2.0\nLicense: other", "MIT OR Apache-2.0")]
    [TestCase("License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License", "MIT License")]
    [TestCase("License: Copyright\n        the whole text\nClassifier: License :: OSI Approved :: BSD License", "BSD License")]
    public void A_licence_is_an_expression_or_a_short_text_or_a_classifier(string headers, string license)
    {
        Assert.That(Reading.Of("x.dist-info/METADATA", $"Name: x\nVersion: 1\n{headers}\n").Packages[0].Licenses, Is.EqualTo(new[] { license }));
    }

    [Test]
    public void The_bill_that_pip_ships_is_no_install()
    {
        Assert.That(Reading.IsAccepted("usr/lib/python3.14/site-packages/pip-26.0.dist-info/sboms/bom.cdx.json"), Is.False);
        Assert.That(Reading.IsAccepted("usr/lib/python3.14/site-packages/pip/_vendor/bom.cdx.json"), Is.False);
    }
}
