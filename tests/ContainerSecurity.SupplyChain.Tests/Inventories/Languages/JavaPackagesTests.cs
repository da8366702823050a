using ContainerSecurity.SupplyChain.Inventories.Languages.Java;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class JavaPackagesTests
{
    [Test]
    public void Each_pom_properties_of_a_shaded_archive_is_an_artifact()
    {
        Reading reading = Reading.Of("app/all.jar", Archives.Zip(
            Archives.Artifact("org.example", "all", "1.0"), Archives.Artifact("org.apache.logging.log4j", "log4j-core", "2.14.1")));

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:maven/org.example/all@1.0", "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1" }));
        Assert.That(reading.Packages[1].Name, Is.EqualTo("org.apache.logging.log4j:log4j-core"));
        Assert.That(reading.Notes, Is.Empty);
    }

    [Test]
    public void Archives_within_archives_are_read_and_say_where_they_are()
    {
        byte[] inner = Archives.Zip(Archives.Artifact("com.example", "inner", "3.0"));
        byte[] war = Archives.Zip(Archives.Artifact("com.example", "web", "2.0"), ("WEB-INF/lib/inner.jar", inner));
        Reading reading = Reading.Of("srv/app.ear", Archives.Zip(Archives.Artifact("com.example", "app", "1.0"), ("web.war", war)));

        Assert.That(reading.Packages.Select(p => $"{p.Url.Name} {p.File}"), Is.EqualTo(new[]
        {
            "app srv/app.ear", "web srv/app.ear/web.war", "inner srv/app.ear/web.war/WEB-INF/lib/inner.jar",
        }));
    }

    [Test]
    public void An_archive_behind_a_program_is_read()
    {
        byte[] jar = Archives.Zip(Archives.Artifact("com.example", "boot", "1.0"));

        Assert.That(Reading.Of("boot.jar", [.. "#!/bin/bash\nexec java -jar $0\n"u8, .. jar]).Urls, Is.EqualTo(new[] { "pkg:maven/com.example/boot@1.0" }));
    }

    [TestCase("commons-io-2.11.0.jar", "Implementation-Vendor-Id: org.apache\n", "pkg:maven/org.apache/commons-io@2.11.0")]
    [TestCase("guava.jar", "Bundle-SymbolicName: com.google.guava;singleton:=true\nBundle-Version: 31.1.0\n", "pkg:maven/com.google/guava@31.1.0")]
    [TestCase("x.jar", "Implementation-Version: 1.2.3\nImplementation-Vendor-Id: org.exam\n ple.long\n", "pkg:maven/org.example.long/x@1.2.3")]
    public void A_manifest_names_an_artifact_where_it_names_a_group(string name, string manifest, string url)
    {
        Assert.That(Reading.Of(name, Archives.Zip(Archives.Manifest("Manifest-Version: 1.0\n" + manifest + "\nName: other\nBundle-Version: 9\n"))).Urls,
            Is.EqualTo(new[] { url }));
    }

    [Test]
    public void An_archive_that_names_no_group_is_said_and_not_guessed()
    {
        Reading reading = Reading.Of("core-1.0.jar", Archives.Zip(Archives.Manifest("Implementation-Title: core\nImplementation-Version: 1.0\n")));

        Assert.That(reading.Packages, Is.Empty);
        Assert.That(reading.Notes.Single().Message, Does.Contain("core-1.0.jar"));
    }

    [Test]
    public void One_broken_archive_within_leaves_its_neighbours_read()
    {
        byte[] good = Archives.Zip(Archives.Artifact("com.example", "good", "1.0"));
        Reading reading = Reading.Of("a.war", Archives.Zip(("WEB-INF/lib/bad.jar", [1, 2, 3]), ("WEB-INF/lib/good.jar", good)));

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:maven/com.example/good@1.0" }));
        Assert.That(reading.Notes.Select(n => n.Message), Has.Some.Contains("a.war/WEB-INF/lib/bad.jar"));
    }

    [Test]
    public void Archives_nest_so_deep_and_no_deeper()
    {
        byte[] jar = Archives.Zip(Archives.Artifact("com.example", "deepest", "1.0"));
        byte[] allowed = jar;
        for (int i = 0; i < JarBudget.MaxDepth; i++)
            allowed = Archives.Zip(Archives.Artifact("com.example", $"level{i}", "1.0"), ("x.jar", allowed));

        Assert.That(Reading.Of("x.jar", allowed).Notes, Is.Empty);
        Assert.That(Reading.Of("x.jar", allowed).Packages, Has.Count.EqualTo(JarBudget.MaxDepth + 1));
        Reading deeper = Reading.Of("x.jar", Archives.Zip(Archives.Artifact("com.example", "outer", "1.0"), ("x.jar", allowed)));
        Assert.That(deeper.Notes.Single().Message, Does.Contain("nest deeper"));
        Assert.That(deeper.Urls, Does.Not.Contain("pkg:maven/com.example/deepest@1.0"));
    }

    [Test]
    public void So_many_archives_are_opened_and_no_more()
    {
        byte[] jar = Archives.Zip(Archives.Artifact("com.example", "same", "1.0"));
        (string, byte[])[] many = [.. Enumerable.Range(0, JarBudget.MaxArchives).Select(i => ($"{i}.jar", jar))];
        Reading reading = Reading.Of("x.war", Archives.Zip([Archives.Artifact("com.example", "x", "1.0"), .. many]));

        Assert.That(reading.Packages, Has.Count.EqualTo(JarBudget.MaxArchives));
        Assert.That(reading.Notes.Single().Message, Does.Contain($"more than {JarBudget.MaxArchives} archives"));
    }

    [Test]
    public void A_zip_bomb_costs_a_note_and_not_the_memory()
    {
        byte[] zeros = new byte[JarBudget.MaxArchiveBytes + 1];
        byte[] bomb = Archives.Zip(Archives.Artifact("com.example", "x", "1.0"), ("a.jar", zeros));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Reading reading = Reading.Of("x.jar", bomb);

        Assert.That(reading.Packages, Has.Count.EqualTo(1));
        Assert.That(reading.Notes.Single().Message, Does.Contain("were not read"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 * 1024 * 1024));
    }

    [Test]
    public void A_bomb_that_lies_about_its_length_is_stopped_where_it_passes_the_bound()
    {
        byte[] bomb = Archives.Zip(("META-INF/maven/g/a/pom.properties", new byte[JarBudget.MaxMetadataBytes * 8]));
        int directory = LastIndexOf(bomb, [0x50, 0x4b, 0x01, 0x02]);
        bomb.AsSpan(directory + 24, 4).Clear();

        Assert.That(Reading.Of("x.jar", bomb).Notes.Select(n => n.Message), Has.Some.Contains($"more than {JarBudget.MaxMetadataBytes} bytes"));
    }

    [Test]
    public void All_entries_together_inflate_to_so_many_bytes_and_no_more()
    {
        byte[] zeros = new byte[JarBudget.MaxArchiveBytes - 1];
        int enough = (int)(JarBudget.MaxBytes / zeros.Length) + 1;
        (string, byte[])[] bombs = [.. Enumerable.Range(0, enough).Select(i => ($"{i}.jar", zeros))];
        Reading reading = Reading.Of("x.war", Archives.Zip([.. bombs, Archives.Artifact("com.example", "late", "1.0")]));

        Assert.That(reading.Notes.Select(n => n.Message), Has.Some.Contains("entries of the archive were not read"));
        Assert.That(reading.Packages, Is.Empty, "nothing was left for the last entry");
    }

    [Test]
    public void A_pom_gives_the_versions_that_stand_in_it()
    {
        Reading reading = Reading.Of("pom.xml", """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <parent><groupId>org.parent</groupId><version>7.0</version></parent>
              <properties><jackson.version>2.9.${minor}</jackson.version><minor>1</minor><round>${round}</round></properties>
              <dependencyManagement><dependencies>
                <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>3.0</version></dependency>
              </dependencies></dependencyManagement>
              <dependencies>
                <dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId>
                  <version>${jackson.version}</version></dependency>
                <dependency><groupId>${project.groupId}</groupId><artifactId>sibling</artifactId><version>${project.version}</version></dependency>
                <dependency><groupId>g</groupId><artifactId>managed</artifactId></dependency>
                <dependency><groupId>g</groupId><artifactId>test</artifactId><version>1.0</version><scope>test</scope></dependency>
                <dependency><groupId>g</groupId><artifactId>unmanaged</artifactId></dependency>
                <dependency><groupId>g</groupId><artifactId>ranged</artifactId><version>[1.0,2.0)</version></dependency>
                <dependency><groupId>g</groupId><artifactId>round</artifactId><version>${round}</version></dependency>
              </dependencies>
              <build><plugins><plugin><dependencies>
                <dependency><groupId>g</groupId><artifactId>plugin</artifactId><version>1</version></dependency>
              </dependencies></plugin></plugins></build>
            </project>
            """);

        Assert.That(reading.Urls, Is.EqualTo(new[]
        {
            "pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.9.1",
            "pkg:maven/org.parent/sibling@7.0", "pkg:maven/g/managed@3.0", "pkg:maven/g/test@1.0",
        }));
        Assert.That(reading.ForDevelopment, Is.EqualTo(new[] { "pkg:maven/g/test@1.0" }));
        Assert.That(reading.Notes.Single().Message, Does.StartWith("'g:unmanaged', 'g:ranged', 'g:round' "));
    }

    private static int LastIndexOf(byte[] bytes, byte[] signature) => bytes.AsSpan().LastIndexOf(signature);
}
