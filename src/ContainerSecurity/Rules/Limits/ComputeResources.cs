using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>
/// What a container may take and is sure to get, as the API server stores it: the pod's amounts count for its
/// containers, a limit stands for a request, and zero is nothing.
/// </summary>
internal static class ComputeResources
{
    /// <summary>The first version that reads the pod's own amounts by default.</summary>
    private static readonly KubernetesVersion PodLevel = new(34);

    public static bool LacksLimit(Container container, Workload workload, string resource, RuleContext context) =>
        MayHaveAmounts(container) && IsNothing(container.Limits[resource]) && (context.Version < PodLevel || IsNothing(workload.Limits[resource]));

    public static bool LacksRequest(Container container, Workload workload, string resource, RuleContext context) =>
        MayHaveAmounts(container)
        && IsNothing(container.Requests[resource].Else(container.Limits[resource]))
        && (context.Version < PodLevel || IsNothing(workload.Requests[resource].Else(workload.Limits[resource])));

    /// <summary>The API server refuses ephemeral containers that ask for resources.</summary>
    private static bool MayHaveAmounts(Container container) => container.Type != ContainerType.Ephemeral;

    private static bool IsNothing(Field<Quantity> amount) => amount.IsMissing || amount.Is(a => a.IsZero);

    /// <summary><see cref="LacksLimit"/> in CEL.</summary>
    public static CelCheck LimitInCel(string resource, CelContext context) =>
        CheckInCel(owner => AmountInCel(owner, "limits", resource), context);

    /// <summary><see cref="LacksRequest"/> in CEL.</summary>
    public static CelCheck RequestInCel(string resource, CelContext context) =>
        CheckInCel(owner => $"{AmountInCel(owner, "requests", resource)}.or({AmountInCel(owner, "limits", resource)})", context);

    private static CelCheck CheckInCel(Func<string, string> amountOf, CelContext context) => CelCheck
        .Each(CelItems.SizedContainers, IsNothingInCel(amountOf("c")))
        .Unless(context.Version < PodLevel ? null : $"!({IsNothingInCel(amountOf("variables.podSpec"))})");

    private static string AmountInCel(string owner, string amounts, string resource) => $"{owner}.?resources.?{amounts}[?{CelText.Of(resource)}]";

    /// <summary>Amounts without a unit may be numbers where objects come without a schema.</summary>
    private static string IsNothingInCel(string amount) => $"sign(quantity(string(dyn({amount}.orValue('0'))))) == 0";
}
