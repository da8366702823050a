using ContainerSecurity.Hardening;
using static ContainerSecurity.Tests.Hardening.Harden;

namespace ContainerSecurity.Tests.Hardening;

/// <summary>Compose files and Dockerfiles as texts.</summary>
public class ComposeEditTests
{
    [Test]
    public void Service_is_hardened_in_its_own_words()
    {
        Assert.That(
            Only("CSEC2001", "CSEC2002", "CSEC2007", "CSEC2008").Text("""
                services:
                  web:
                    image: nginx:1.27
                    privileged: true # for now
                    cap_add: [CHOWN, NET_BIND_SERVICE]
                  db:
                    image: postgres:17
                    security_opt:
                      - no-new-privileges:false
                volumes: {}
                """, "compose.yaml"),
            Is.EqualTo("""
                services:
                  web:
                    image: nginx:1.27
                    privileged: false # for now
                    cap_add: [NET_BIND_SERVICE]
                    read_only: true
                    cap_drop:
                      - ALL
                    security_opt:
                      - no-new-privileges:true
                  db:
                    image: postgres:17
                    security_opt:
                      - no-new-privileges:true
                    read_only: true
                    cap_drop:
                      - ALL
                volumes: {}
                """));
    }

    [Test]
    public void Service_of_another_file_and_one_behind_an_anchor_are_left()
    {
        const string Text = """
            x-base: &base
              image: nginx:1.27
            services:
              web: *base
              other: *base
              own:
                <<: *base
            """;

        HardenedSource hardened = Source(Only("CSEC2008"), Text, "compose.yaml");

        Assert.That(hardened.Errors, Is.Empty);
        Assert.That(hardened.Text, Is.EqualTo(Text));
        Assert.That(hardened.Left, Has.Count.EqualTo(3));
    }

    [Test]
    public void Host_namespaces_of_a_service_have_no_safe_value_and_are_listed()
    {
        HardenedSource hardened = Source(Only("CSEC3001", "CSEC3002"), "services:\n  web:\n    image: a:1\n    network_mode: host\n    pid: host\n",
            "compose.yaml");

        Assert.That(hardened.IsChanged, Is.False);
        Assert.That(hardened.Left, Has.Count.EqualTo(2));
    }

    [TestCase("FROM a:1\nADD app /app\n", "FROM a:1\nCOPY app /app\n")]
    [TestCase("FROM a:1\r\n  add --chown=1:1 a \\\r\n  b /app/ # x\r\n", "FROM a:1\r\n  copy --chown=1:1 a \\\r\n  b /app/ # x\r\n")]
    [TestCase("FROM a:1\nMAINTAINER Jo Doe <jo@example.org>\n", "FROM a:1\nLABEL org.opencontainers.image.authors=\"Jo Doe <jo@example.org>\"\n")]
    [TestCase("FROM a:1\nMAINTAINER \"Jo Doe\"", "FROM a:1\nLABEL org.opencontainers.image.authors=\"Jo Doe\"")]
    public void Dockerfile_gets_the_word_that_does_the_same(string text, string hardened)
    {
        Assert.That(Only("CSEC8003", "CSEC8024").Text(text, "Dockerfile"), Is.EqualTo(hardened));
    }

    [TestCase("FROM a:1\nADD app app.tar.gz /app/\n")]
    [TestCase("FROM a:1\nADD app* /app/\n")]
    [TestCase("FROM a:1\nADD --keep-git-dir app /app/\n")]
    [TestCase("FROM a:1\nARG X\nADD $X app /app/\n")]
    [TestCase("FROM a:1\nMAINTAINER $WHO\n")]
    [TestCase("FROM a:1\nENV A 1\n")]
    public void Dockerfile_is_left_where_it_might_build_something_else(string text)
    {
        HardenedSource hardened = Source(Only("CSEC8003", "CSEC8024"), text, "Dockerfile");

        Assert.That(hardened.Text, Is.EqualTo(text));
        Assert.That(hardened.Left, Is.Not.Empty);
    }

    [Test]
    public void Images_of_a_dockerfile_are_pinned_where_they_were_looked_up()
    {
        string digest = "sha256:" + new string('b', 64);
        var options = new HardeningOptions { Images = new Dictionary<string, ResolvedImage> { ["docker.io/library/alpine:latest"] = new(digest, null) } };

        HardenedSource hardened = Source(Only("CSEC1001", "CSEC1002"), "ARG V=1\nFROM alpine AS build\nFROM other:$V\nCOPY --from=build /a /a\n", "Dockerfile",
            options);

        Assert.That(hardened.Text, Is.EqualTo($"ARG V=1\nFROM alpine@{digest} AS build\nFROM other:$V\nCOPY --from=build /a /a\n"));
        Assert.That(hardened.Left, Has.Count.EqualTo(1));
    }
}
