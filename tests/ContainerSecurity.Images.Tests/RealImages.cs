using System.Reflection;

namespace ContainerSecurity.Images.Tests;

/// <summary>
/// Images made by other people's tools of Debian packages alone: a small one for each run, and, where it is asked for,
/// a system that is kept in the folder of build results.
/// </summary>
internal static class RealImages
{
    /// <summary>The environment variable that lets tests download a system, where it is 1.</summary>
    private const string Permission = "CSEC_TEST_IMAGES";

    private static readonly Lazy<string> SmallFolder = new(() => Make(Directory.CreateTempSubdirectory("csec-busybox-").FullName, """
        umoci init --layout oci && umoci new --image oci:1 && umoci unpack --image oci:1 b
        mkdir -p b/rootfs/bin b/rootfs/etc b/rootfs/data/a && cp "$(command -v busybox)" b/rootfs/bin/busybox && chmod 4755 b/rootfs/bin/busybox && b/rootfs/bin/busybox --install -s b/rootfs/bin
        echo s3cret > b/rootfs/etc/password && echo 1 > b/rootfs/data/a/b && ln b/rootfs/data/a/b b/rootfs/data/c && mkfifo b/rootfs/data/pipe && chown 1000:1001 b/rootfs/data/c
        umoci repack --refresh-bundle --image oci:1 b
        echo hello > b/rootfs/hello && rm b/rootfs/etc/password && echo "long" > "b/rootfs/data/$(printf 'n%.0s' $(seq 1 200))"
        umoci repack --refresh-bundle --image oci:1 --history.created_by "RUN rm /etc/password" b
        rm -r b/rootfs/data/a && mkdir b/rootfs/data/a && echo 2 > b/rootfs/data/a/z && ln -s ../hello b/rootfs/etc/link
        umoci repack --refresh-bundle --image oci:1 b
        umoci config --image oci:1 --config.user 1000:1000 --config.entrypoint /bin/sh && umoci gc --layout oci && rm -rf b
        skopeo copy -q oci:oci:1 oci-archive:oci.tar:1
        skopeo copy -q oci:oci:1 docker-archive:docker.tar:example.com/busybox:1
        """));

    private static readonly Lazy<string> LargeFolder = new(() => Keep("minbase", """
        debootstrap --variant=minbase bookworm rootfs >debootstrap.log 2>&1
        umoci init --layout oci && umoci new --image oci:1 && umoci unpack --image oci:1 b
        cp -a rootfs/. b/rootfs/ && rm -rf rootfs
        umoci repack --refresh-bundle --image oci:1 b
        rm -rf b/rootfs/usr/share/doc b/rootfs/etc/motd && echo changed > b/rootfs/etc/hostname && rm -rf b/rootfs/var/cache/apt && mkdir b/rootfs/var/cache/apt
        umoci repack --image oci:1 b
        rm -rf b && umoci gc --layout oci
        """));

    /// <summary>
    /// A folder with one small image in several forms: <c>oci</c>, <c>oci.tar</c>, <c>docker.tar</c>. Skips the test
    /// where the tools are absent.
    /// </summary>
    public static string Small()
    {
        ShellCommand.Require("umoci", "skopeo", "busybox");
        ShellCommand.RequireRoot();
        return SmallFolder.Value;
    }

    /// <summary>
    /// A folder with a Debian system of about 90 MB as an OCI layout, <c>oci</c>. Skips the test where nobody allowed
    /// the download, or the tools or Debian's archive are absent.
    /// </summary>
    public static string Large()
    {
        if (Environment.GetEnvironmentVariable(Permission) != "1")
            Assert.Ignore($"Downloads a Debian system only where {Permission} is 1.");
        ShellCommand.Require("umoci", "debootstrap");
        ShellCommand.RequireRoot();
        try
        {
            return LargeFolder.Value;
        }
        catch (InvalidOperationException e)
        {
            Assert.Ignore($"No Debian system could be made: {e.Message}");
            throw;
        }
    }

    private static string Keep(string name, string script)
    {
        string root = typeof(RealImages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        string folder = Path.Combine(root, "artifacts", "real-images", name);
        string done = Path.Combine(folder, "done");
        if (File.Exists(done))
            return folder;
        Directory.CreateDirectory(folder);
        Make(folder, script);
        File.WriteAllText(done, "");
        return folder;
    }

    /// <summary>Runs a script in a folder, of which nothing stays where it fails.</summary>
    private static string Make(string folder, string script)
    {
        try
        {
            foreach (string left in Directory.GetDirectories(folder))
                Directory.Delete(left, recursive: true);
            ShellCommand.Run(script, folder);
            return folder;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }
}
