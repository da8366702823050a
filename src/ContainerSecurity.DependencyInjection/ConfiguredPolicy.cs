using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.DependencyInjection;

/// <summary>What the options make: an engine, or what is wrong; and what tells whether the files have changed since.</summary>
internal sealed record ConfiguredPolicy(PolicyEngine? Engine, IReadOnlyList<string> Problems, string Stamp)
{
    private const int MaxFileLength = 16 * 1024 * 1024;
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(1);

    /// <summary>Reads the files and makes the engine. It throws nothing that the options may be the cause of.</summary>
    public static ConfiguredPolicy Create(ContainerSecurityOptions options, IEnumerable<Rule> rules, TimeProvider time)
    {
        List<string> problems = [.. options.Problems];
        var stamp = new StringBuilder();
        string ReadFile(string path)
        {
            string text = ReadText(path);
            stamp.Append(path).Append('\n').Append(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))).Append('\n');
            return text;
        }
        PolicyEngine? engine = null;
        try
        {
            Policy policy = Read(options, [.. options.Rules, .. rules], ReadFile, problems);
            var baselineErrors = new List<DocumentError>();
            Baseline? baseline = options.BaselineFile is { } file
                ? Baseline.Read(ReadFile(Path.Combine(options.BasePath ?? "", file)), file, baselineErrors)
                : null;
            problems.AddRange(baselineErrors.Select(e => e.ToString()));
            CheckInterval(options, problems);
            if (problems.Count == 0)
                engine = new PolicyEngine(policy, new PolicyEngineOptions
                {
                    Clock = time.GetUtcNow,
                    Baseline = baseline,
                    DenyFrom = options.DenyFrom,
                    AllowNotEvaluated = options.AllowNotEvaluated,
                });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(e.Message);
        }
        return new ConfiguredPolicy(engine, problems, stamp.ToString());
    }

    private static Policy Read(ContainerSecurityOptions options, Rule[] rules, Func<string, string> readFile, List<string> problems)
    {
        Policy policy = options.Policy ?? Policy.Default;
        foreach (string file in options.PolicyFiles)
            policy = Add(new PolicyReader(rules, readFile).Load(Path.Combine(options.BasePath ?? "", file), policy), policy, problems);
        if (options.PolicySection is { } section && ConfigurationText.Of(section) is { } text)
            policy = Add(new PolicyReader(rules, _ => text).Load("(configuration)", policy), policy, problems);
        policy = policy with { CustomRules = [.. policy.CustomRules.Union(rules)], Profile = options.Profile ?? policy.Profile };
        if (options.KubernetesVersion is not { } version)
            return policy;
        if (!KubernetesVersion.TryParse(version, out KubernetesVersion parsed))
            problems.Add($"'{version}' is no Kubernetes version; write it like v1.35, or latest.");
        return policy with { KubernetesVersion = parsed };
    }

    private static Policy Add(PolicyReadResult read, Policy before, List<string> problems)
    {
        problems.AddRange(read.Errors.Select(e => e.ToString()));
        return read.IsValid ? read.Policy : before;
    }

    private static void CheckInterval(ContainerSecurityOptions options, List<string> problems)
    {
        if (options.ReloadInterval != TimeSpan.Zero && (options.ReloadInterval < TimeSpan.FromSeconds(1) || options.ReloadInterval > MaxInterval))
            problems.Add($"{nameof(options.ReloadInterval)} is {options.ReloadInterval}; it must be from 1 second to 1 day, or zero.");
    }

    private static string ReadText(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaxFileLength)
            throw new IOException($"The file '{path}' is larger than {MaxFileLength} bytes.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
