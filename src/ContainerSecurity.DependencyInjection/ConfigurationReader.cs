using System.Globalization;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.Extensions.Configuration;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Reads the options from a configuration. A key that there is not, or a value that cannot be read, is refused and not passed over.</summary>
internal static class ConfigurationReader
{
    private const string Never = "never";

    private static readonly string[] Keys =
    [
        nameof(ContainerSecurityOptions.PolicyFiles), nameof(ContainerSecurityOptions.Policy), nameof(ContainerSecurityOptions.Profile),
        nameof(ContainerSecurityOptions.KubernetesVersion), nameof(ContainerSecurityOptions.BaselineFile), nameof(ContainerSecurityOptions.DenyFrom),
        nameof(ContainerSecurityOptions.AllowNotEvaluated), nameof(ContainerSecurityOptions.ReloadInterval),
    ];

    public static void Read(IConfiguration configuration, ContainerSecurityOptions options)
    {
        foreach (IConfigurationSection section in configuration.GetChildren())
            if (!Keys.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
                options.Problems.Add($"There is no setting '{section.Path}'. Allowed: {string.Join(", ", Keys)}.");
        IConfigurationSection files = configuration.GetSection(nameof(options.PolicyFiles));
        foreach (string? file in files.Value is { } single ? [single] : files.GetChildren().Select(c => c.Value))
            if (string.IsNullOrEmpty(file))
                options.Problems.Add($"'{files.Path}' holds an entry that is no path.");
            else
                options.PolicyFiles.Add(file);
        if (configuration.GetSection(nameof(options.Policy)) is var policy && policy.GetChildren().Any())
            options.PolicySection = policy;
        options.KubernetesVersion = configuration[nameof(options.KubernetesVersion)] ?? options.KubernetesVersion;
        options.BaselineFile = configuration[nameof(options.BaselineFile)] ?? options.BaselineFile;
        options.Profile = Word<Profile>(configuration, nameof(options.Profile), options) ?? options.Profile;
        if (string.Equals(configuration[nameof(options.DenyFrom)], Never, StringComparison.OrdinalIgnoreCase))
            options.DenyFrom = null;
        else
            options.DenyFrom = Word<Severity>(configuration, nameof(options.DenyFrom), options) ?? options.DenyFrom;
        if (configuration[nameof(options.AllowNotEvaluated)] is { } allow
            && !TrySet(bool.TryParse(allow, out bool flag), () => options.AllowNotEvaluated = flag))
            options.Problems.Add(Wrong(configuration, nameof(options.AllowNotEvaluated), allow, "true, false"));
        if (configuration[nameof(options.ReloadInterval)] is { } interval
            && !TrySet(TimeSpan.TryParse(interval, CultureInfo.InvariantCulture, out TimeSpan span), () => options.ReloadInterval = span))
            options.Problems.Add(Wrong(configuration, nameof(options.ReloadInterval), interval, "a time such as 00:00:10"));
    }

    private static bool TrySet(bool isRead, Action set)
    {
        if (isRead)
            set();
        return isRead;
    }

    private static T? Word<T>(IConfiguration configuration, string key, ContainerSecurityOptions options)
        where T : struct, Enum
    {
        if (configuration[key] is not { } text)
            return null;
        if (Array.Exists(Enum.GetNames<T>(), n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)))
            return Enum.Parse<T>(text, ignoreCase: true);
        options.Problems.Add(Wrong(configuration, key, text, string.Join(", ", Enum.GetNames<T>())));
        return null;
    }

    private static string Wrong(IConfiguration configuration, string key, string value, string allowed) =>
        $"'{configuration.GetSection(key).Path}' is '{value}'. Allowed: {allowed}.";
}
