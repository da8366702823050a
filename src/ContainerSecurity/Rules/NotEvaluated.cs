using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A policy or rule that has no verdict, and why. What is not decided is not allowed.</summary>
/// <param name="Rule">The name of the policy, or the ID of the rule.</param>
/// <param name="Reason">Why there is no verdict, as a sentence.</param>
/// <param name="Location">Where the policy, or the expression that has no value, is written.</param>
public sealed record NotEvaluated(string Rule, string Reason, DocumentLocation Location)
{
    /// <summary>The resource that there is no verdict on; null where the policy has none on any resource.</summary>
    public ResourceIdentity? Resource { get; init; }

    /// <summary>Where that resource is written; null where there is none.</summary>
    public DocumentLocation? ResourceLocation { get; init; }

    /// <summary>The place that reports name: the resource where the reason lies in one, else the policy.</summary>
    public DocumentLocation Place => ResourceLocation ?? Location;

    /// <summary>What reports say, as a sentence.</summary>
    public string Message => Rule == Descriptor.Id ? Reason : $"The policy '{Rule}' was not evaluated: {Reason}";

    /// <summary>What all rules have no verdict on: a part of a resource that was not read.</summary>
    internal static NotEvaluated Of(Resource resource, UnreadPart part) =>
        new(Descriptor.Id, part.Reason, part.Location) { Resource = resource.Identity, ResourceLocation = part.Location };

    /// <summary>What all rules have no verdict on: something that belongs to a source and was not read.</summary>
    internal static NotEvaluated Of(DocumentError unread) =>
        new(Descriptor.Id, unread.Message, new DocumentLocation(new SourceFile(unread.File), unread.Span, ""));

    internal Finding ToFinding() => new(Descriptor, Descriptor.Severity, Message, Resource ?? new ResourceIdentity("", "Policy", null, Rule), null, Place);

    /// <summary>The rule <c>CSEC0004</c> by which reports name what was not evaluated.</summary>
    public static RuleDescriptor Descriptor { get; } = new("CSEC0004", "policy-not-evaluated", Severity.High, "Policy was not evaluated",
        "Give what the policy asks for, have the cluster decide it, or accept it with '--allow-not-evaluated'.");
}
