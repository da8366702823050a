using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build.Packages;

/// <summary>What is known about a package manager: its verbs, how a version is written, and where it keeps its cache.</summary>
internal sealed class PackageManager
{
    private static readonly string[] DnfInstall = ["install", "in", "localinstall", "groupinstall", "reinstall", "rei"];
    private static readonly string[] DnfUpgrade = ["upgrade", "up", "update", "upgrade-minimal", "up-min", "distro-sync", "dsync"];

    private static readonly PackageManager[] All =
    [
        new("apt-get", "apt", "aptitude")
        {
            Install = ["install"], Update = ["update"], Upgrade = ["upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"],
            Valued = ["-t", "--target-release", "--default-release", "-o", "--option", "-c", "--config-file", "-a", "--host-architecture"],
            Marks = ["="], Suffixes = [".deb"], Caches = ["/var/lib/apt"], CleanedBy = ["distclean", "dist-clean"],
        },
        new("apk")
        {
            Install = ["add"], Update = ["update"], Upgrade = ["upgrade"],
            Valued =
            [
                "-t", "--virtual", "-X", "--repository", "-p", "--root", "--arch", "--keys-dir",
                "--repositories-file", "--cache-dir", "--wait", "--progress-fd"
            ],
            Marks = ["=", "<", ">", "~", "@"], Suffixes = [".apk"], Caches = ["/var/cache/apk", "/etc/apk/cache"], NoCacheFlags = ["--no-cache", "--cache-dir"],
        },
        new("yum")
        {
            Install = ["install", "localinstall", "groupinstall", "reinstall"], Update = ["makecache"], Upgrade = ["update", "upgrade", "distro-sync"],
            Valued = ["-c", "-x", "--exclude", "--enablerepo", "--disablerepo", "--installroot", "--setopt", "--releasever"],
            Suffixes = [".rpm"], HasDashedVersion = true, Caches = ["/var/cache/yum", "/var/cache/dnf"], CleanedBy = ["clean"],
        },
        Dnf("dnf", "dnf5"),
        Dnf("microdnf"),
        Dnf("tdnf"),
        new("zypper")
        {
            Install = ["install", "in"], Update = ["refresh", "ref"], Upgrade = ["update", "up", "dist-upgrade", "dup", "patch"],
            Valued = ["-r", "--repo", "--from", "-t", "--type", "-R", "--root", "--name"],
            Marks = ["=", "<", ">"], Suffixes = [".rpm"], Caches = ["/var/cache/zypp"], CleanedBy = ["clean", "cc"],
        },
        new("pip", "pip2", "pip3")
        {
            Install = ["install"],
            Valued =
            [
                "-r", "--requirement", "-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-f",
                "--find-links", "-t", "--target", "--prefix", "--root", "--src", "--platform", "--python-version",
                "--abi", "--implementation", "--trusted-host", "--proxy", "--timeout", "--retries", "--cache-dir",
                "--build", "--global-option", "--install-option", "--upgrade-strategy", "--progress-bar", "--log",
                "--cert", "--no-binary", "--only-binary"
            ],
            Marks = ["==", ">=", "<=", "~=", "!=", "<", ">", "==="], Suffixes = [".whl", ".tar.gz", ".zip"],
            ListFlags = ["-r", "--requirement", "-c", "--constraint", "-e", "--editable"],
            Caches = ["/root/.cache/pip", "/root/.cache"], NoCacheFlags = ["--no-cache-dir"], NoCacheVariable = "PIP_NO_CACHE_DIR",
        },
        new("npm")
        {
            Install = ["install", "i", "add"],
            Valued =
            [
                "--registry", "--loglevel", "--prefix", "-C", "--cache", "--userconfig", "--globalconfig", "--omit",
                "--include", "-w", "--workspace", "--tag"
            ],
            Marks = [], Suffixes = [".tar", ".tar.gz", ".tgz"],
        },
        new("yarn") { Install = ["install"], Caches = ["/root/.cache/yarn", "/usr/local/share/.cache/yarn"], CleanedBy = ["cache clean"] },
        new("gem")
        {
            Install = ["install", "i"],
            Valued =
            [
                "-i", "--install-dir", "-n", "--bindir", "-P", "--trust-policy", "-s", "--source", "--platform", "-p",
                "--http-proxy", "-B", "--bulk-threshold"
            ],
            Marks = [":"], Suffixes = [".gem"], VersionFlags = ["-v", "--version", "-g", "--file"],
        },
        new("go") { Install = ["install", "get", "run"], Valued = ["-tags", "-ldflags", "-gcflags", "-mod", "-o", "-C"] },
    ];

    private static readonly Dictionary<string, PackageManager> ByProgram = All.SelectMany(m => m.programs.Select(p => (p, m)))
        .ToDictionary(p => p.p, p => p.m, StringComparer.Ordinal);

    private readonly string[] programs;

    private PackageManager(params string[] programs) => this.programs = programs;

    public IReadOnlyList<string> Install { get; private init; } = [];

    public IReadOnlyList<string> Update { get; private init; } = [];

    public IReadOnlyList<string> Upgrade { get; private init; } = [];

    /// <summary>Flags whose value is a word of its own.</summary>
    public IReadOnlyList<string> Valued { get; private init; } = [];

    /// <summary>What stands before a version in a package's word.</summary>
    public IReadOnlyList<string> Marks { get; private init; } = [];

    /// <summary>Ends of names of package files, which have their version in them.</summary>
    public IReadOnlyList<string> Suffixes { get; private init; } = [];

    /// <summary>Whether a version is part of the name: <c>httpd-2.4.24</c>, or a module's stream: <c>nodejs:18</c>.</summary>
    public bool HasDashedVersion { get; private init; }

    /// <summary>Flags that name a list with versions instead of packages.</summary>
    public IReadOnlyList<string> ListFlags { get; private init; } = [];

    /// <summary>Flags that name the version.</summary>
    public IReadOnlyList<string> VersionFlags { get; private init; } = [];

    /// <summary>The folders of the cache; empty where it is small or none.</summary>
    public IReadOnlyList<string> Caches { get; private init; } = [];

    /// <summary>The verbs that empty the cache.</summary>
    public IReadOnlyList<string> CleanedBy { get; private init; } = [];

    /// <summary>Flags that keep the cache from being filled.</summary>
    public IReadOnlyList<string> NoCacheFlags { get; private init; } = [];

    /// <summary>The variable that does the same; null where there is none.</summary>
    public string? NoCacheVariable { get; private init; }

    private static PackageManager Dnf(params string[] programs) => new(programs)
    {
        Install = DnfInstall,
        Update = ["makecache"],
        Upgrade = DnfUpgrade,
        Valued = ["-c", "-x", "--exclude", "--enablerepo", "--disablerepo", "--repo", "--installroot", "--setopt", "--releasever"],
        Suffixes = [".rpm"],
        HasDashedVersion = true,
        Caches = ["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"],
        CleanedBy = ["clean"],
    };

    /// <summary>The manager that a command calls; null where it calls none. <c>python -m pip</c> is pip.</summary>
    public static PackageManager? Of(ShellCommand command)
    {
        bool isModule = command.Name.StartsWith("python", StringComparison.Ordinal) && command.Arguments is [{ Text: "-m" }, { Text: "pip" or "pip3" }, ..];
        return ByProgram.TryGetValue(
            isModule || command.Name.StartsWith("pip3.", StringComparison.Ordinal) ? "pip" : command.Name,
            out PackageManager? manager)
            ? manager
            : null;
    }

    public override string ToString() => programs[0];
}
