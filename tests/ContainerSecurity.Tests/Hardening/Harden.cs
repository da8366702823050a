using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Hardening;

/// <summary>Short words for tests about hardening.</summary>
internal static class Harden
{
    /// <summary>A policy that runs and hardens some rules and no others.</summary>
    public static Policy Only(params string[] rules) => Only(HardeningScope.All, rules);

    public static Policy Only(HardeningScope scope, params string[] rules)
    {
        PolicyBuilder builder = Policy.Create().UseProfile(Profile.None);
        foreach (string rule in rules)
            builder.Rule(rule, new RuleSetting { Harden = scope });
        return builder.Build();
    }

    /// <summary>A policy that hardens every rule that has a fix.</summary>
    public static Policy Everything { get; } = Policy.Create().UseProfile(Profile.All).Build().WithHardening();

    /// <summary>The JSON patch of an object written in YAML.</summary>
    public static string Patch(this Policy policy, string yaml, HardeningOptions? options = null) => Object(policy, yaml, options).ToJsonPatch();

    public static HardeningResult Object(Policy policy, string yaml, HardeningOptions? options = null) =>
        new Hardener(policy, options).Harden(new DocumentReader().Read(yaml, "pod.yaml").Documents[0]);

    /// <summary>The text of a file after hardening; it must be one that is hardened fully by one run.</summary>
    public static string Text(this Policy policy, string text, string name = "pod.yaml", HardeningOptions? options = null)
    {
        HardenedSource hardened = Source(policy, text, name, options);
        Assert.That(hardened.Errors, Is.Empty);
        HardenedSource again = Source(policy, hardened.Text, name, options);
        Assert.That(again.Text, Is.EqualTo(hardened.Text), "A second run changes nothing.");
        return hardened.Text;
    }

    public static HardenedSource Source(Policy policy, string text, string name = "pod.yaml", HardeningOptions? options = null) =>
        new SourceHardener(new Hardener(policy, options)).Harden(text, name);
}
