// csec:allow-secrets-of-file: made-up ones
using System.Runtime.Versioning;
using ContainerSecurity.Images.Registries;

namespace ContainerSecurity.Images.Tests;

/// <summary>The credentials that docker login stored.</summary>
public class DockerConfigCredentialsTests
{
    [TestCase("""{"auths":{"r.example":{"auth":"bWU6cDpx"} } }""", "r.example", "me", "p:q")]
    [TestCase("""{"auths":{"https://r.example/v1/":{"username":"me","password":"p"} } }""", "r.example", "me", "p")]
    [TestCase("""{"auths":{"https://index.docker.io/v1/":{"auth":"bWU6cDpx"} } }""", "docker.io", "me", "p:q")]
    [TestCase("""{"auths":{"http://r.example/v1/":{"auth":"bWU6cDpx"} } }""", "r.example", "me", "p:q")]
    [TestCase("""{"auths":{"http://r.example:5000/v2/":{"auth":"bWU6cDpx"} } }""", "r.example:5000", "me", "p:q")]
    [TestCase("""{"auths":{"r.example/team":{"auth":"bWU6cDpx"} } }""", "r.example", null, null)]
    [TestCase("""{"auths":{"r.example":{"identitytoken":"t"} } }""", "r.example", "", "t")]
    [TestCase("""{"auths":{"other.example":{"auth":"bWU6cDpx"} } }""", "r.example", null, null)]
    [TestCase("""{"auths":{"r.example":{"auth":"%%%"} } }""", "r.example", null, null)]
    [TestCase("""{}""", "r.example", null, null)]
    public async Task Stored_credentials_are_found(string config, string registry, string? user, string? secret)
    {
        RegistryCredential? found = await Read(config).FindAsync(registry);
        Assert.That((found?.User, found?.Secret), Is.EqualTo((user, secret)));
    }

    [Test]
    [NonParallelizable]
    public void File_that_Podman_is_told_of_stands_before_that_of_Docker()
    {
        string? before = Environment.GetEnvironmentVariable("REGISTRY_AUTH_FILE");
        try
        {
            Environment.SetEnvironmentVariable("REGISTRY_AUTH_FILE", "/run/user/1/containers/auth.json");
            Assert.That(DockerConfigCredentials.DefaultPath, Is.EqualTo("/run/user/1/containers/auth.json"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("REGISTRY_AUTH_FILE", before);
        }
        Assert.That(DockerConfigCredentials.DefaultPath, Does.EndWith("config.json").Or.EqualTo(before));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Helper_is_asked_for_its_registry()
    {
        string folder = Directory.CreateTempSubdirectory("csec-helper-").FullName, helper = Path.Combine(folder, "docker-credential-csectest");
        File.WriteAllText(helper, "#!/bin/sh\nread server\nprintf '{\"ServerURL\":\"%s\",\"Username\":\"me\",\"Secret\":\"of %s\"}' \"$server\" \"$server\"\n");
        File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string? path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", $"{folder}:{path}");
            Assert.That((await Read("""{"credHelpers":{"r.example":"csectest"} }""").FindAsync("r.example"))?.Secret, Is.EqualTo("of r.example"));
            Assert.That((await Read("""{"credsStore":"csectest"}""").FindAsync("docker.io"))?.Secret, Is.EqualTo("of https://index.docker.io/v1/"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Helper_of_another_folder_is_refused() =>
        Assert.That(async () => await Read("""{"credsStore":"../../tmp/x"}""").FindAsync("r.example"), Throws.TypeOf<ImageReadException>());

    [Test]
    public void Secrets_are_not_shown() => Assert.That(new RegistryCredential("me", "secret").ToString(), Is.EqualTo("me"));

    private static DockerConfigCredentials Read(string config)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, config);
        DockerConfigCredentials credentials = DockerConfigCredentials.Read(file);
        File.Delete(file);
        return credentials;
    }
}
