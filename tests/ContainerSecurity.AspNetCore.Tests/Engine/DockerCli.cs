using System.Diagnostics;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>The real command line of Docker, as one user.</summary>
internal sealed class DockerCli(string host, string folder, string? certificates = null)
{
    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["DOCKER_HOST"] = host,
        ["DOCKER_CONFIG"] = Path.Combine(folder, "config"),
        ["DOCKER_TLS_VERIFY"] = certificates is null ? null : "1",
        ["DOCKER_CERT_PATH"] = certificates,
        ["DOCKER_BUILDKIT"] = "0",
        ["DOCKER_CONTEXT"] = null,
    };

    public Task<Outcome> RunAsync(params string[] arguments) => Programs.RunAsync("docker", arguments, Environment);

    /// <summary>Runs a command and returns what it printed; fails where it failed.</summary>
    public async Task<string> DoAsync(params string[] arguments) => (await RunAsync(arguments)).Success();

    public Task<Outcome> RunWithInputAsync(string input, params string[] arguments) => Programs.RunAsync("docker", arguments, Environment, input);

    /// <summary>Runs a line of the shell, in which <c>docker</c> is this one.</summary>
    public Task<Outcome> ShellAsync(string script) =>
        Programs.RunAsync("bash", ["-c", $"docker() {{ {Programs.Find("docker")} \"$@\"; }}; export -f docker; set -o pipefail; {script}"], Environment);

    /// <summary>Runs a command on a terminal of its own.</summary>
    public Task<Outcome> OnTerminalAsync(string arguments, string size = "rows 33 cols 77") =>
        Programs.RunAsync("script", ["-qec", $"stty {size}; exec {Programs.Find("docker")} {arguments}", "/dev/null"], Environment, input: "");

    public Process Start(params string[] arguments) => Programs.Start("docker", arguments, Environment);
}
