using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Images.Releases;

/// <summary>Which releases of distributions and runtimes an image holds, told by its os-release and by the variables that official images set.</summary>
internal static class ImageReleases
{
    private static readonly Dictionary<string, string> Distributions = new(StringComparer.Ordinal)
    {
        ["amzn"] = "amazonlinux",
        ["ol"] = "oraclelinux",
        ["rocky"] = "rockylinux",
        ["opensuse-leap"] = "leap",
    };

    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["PYTHON_VERSION"] = "python",
        ["NODE_VERSION"] = "node",
        ["GOLANG_VERSION"] = "golang",
        ["RUBY_VERSION"] = "ruby",
        ["PHP_VERSION"] = "php",
        ["DOTNET_VERSION"] = "dotnet",
        ["JAVA_VERSION"] = "eclipse-temurin",
        ["NGINX_VERSION"] = "nginx",
        ["PG_VERSION"] = "postgres",
        ["MARIADB_VERSION"] = "mariadb",
        ["MYSQL_VERSION"] = "mysql",
        ["REDIS_VERSION"] = "redis",
        ["MONGO_VERSION"] = "mongo",
        ["RABBITMQ_VERSION"] = "rabbitmq",
    };

    /// <summary>The releases.</summary>
    public static IEnumerable<ProductRelease> In(Image image)
    {
        if (image.Release is { Version: { } version } release
            && ReleaseTable.Find(
                Distributions.TryGetValue(release.Id, out string? product) ? product : release.Id,
                version) is { } distribution)
            yield return distribution;
        foreach (string variable in image.Config.Environment)
            if (variable.IndexOf('=') is > 0 and var equals
                && Variables.TryGetValue(variable.Substring(0, equals), out string? runtime)
                && ReleaseTable.Find(runtime, Number(variable.Substring(equals + 1))) is { } found)
                yield return found;
    }

    /// <summary>A version as the table has it: <c>1:10.6.12+maria~ubu2004</c> is 10.6.12, <c>jdk-17.0.1+12</c> is 17.0.1.</summary>
    private static string Number(string version)
    {
        string number = version.Substring(version.IndexOf(':') + 1);
        return number.StartsWith("jdk-", StringComparison.Ordinal) ? number.Substring("jdk-".Length)
            : number.StartsWith("jdk", StringComparison.Ordinal) ? number.Substring("jdk".Length)
            : number;
    }
}
