using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8033: programs work in folders of their own.</summary>
internal sealed class DockerfileSystemWorkdir() : Rule(new("CSEC8033", "dockerfile-system-workdir", Severity.Low,
    "WORKDIR is a folder of the system",
    "Give the program a folder of its own, such as /app.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    private static readonly string[] Folders =
    [
        "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/usr", "/usr/bin", "/usr/sbin", "/usr/lib",
        "/usr/lib64", "/usr/libexec", "/usr/local/bin", "/usr/local/sbin", "/boot", "/dev", "/proc", "/sys", "/run",
    ];

    private static readonly string[] Trees = ["/boot/", "/dev/", "/proc/", "/sys/"];

    private static readonly string[] WindowsTrees = ["c:/windows", "/windows"];

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction is { Name: "WORKDIR", Values: [var path, ..] } && path.Is(IsOfSystem))
            context.Report(
                path,
                $"WORKDIR '{path}' is a folder of the system: what is copied or written there replaces its files. "
                    + $"Allowed: a folder of the program's own.");
    }

    private static bool IsOfSystem(string path)
    {
        string clean = ImagePath.Clean(path);
        return Folders.Contains(clean)
            || Array.Exists(Trees, t => clean.StartsWith(t, StringComparison.Ordinal) && !clean.StartsWith("/dev/shm", StringComparison.Ordinal))
            || Array.Exists(WindowsTrees, w =>
                string.Equals(clean, w, StringComparison.OrdinalIgnoreCase)
                || clean.StartsWith(w + "/", StringComparison.OrdinalIgnoreCase));
    }
}
