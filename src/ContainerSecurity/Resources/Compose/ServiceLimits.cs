using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>How much memory and processor time a service may take, by <c>deploy.resources</c> and by the keys of its own.</summary>
internal static class ServiceLimits
{
    public static ResourceAmounts ReadLimits(NodeView service)
    {
        NodeView limits = service["deploy"]["resources"]["limits"];
        return new ResourceAmounts(
            Memory(ComposeFields.Text(service, "mem_limit").Else(ComposeFields.Text(limits, "memory"))),
            Cpu(service, ComposeFields.Text(service, "cpus").Else(ComposeFields.Text(limits, "cpus"))));
    }

    public static ResourceAmounts ReadRequests(NodeView service)
    {
        NodeView reservations = service["deploy"]["resources"]["reservations"];
        return new ResourceAmounts(
            Memory(ComposeFields.Text(service, "mem_reservation").Else(ComposeFields.Text(reservations, "memory"))),
            Amount(ComposeFields.Text(reservations, "cpus")));
    }

    /// <summary>Compose counts in multiples of 1024, which are written otherwise in Kubernetes.</summary>
    private static Field<Quantity> Memory(Field<string> text) =>
        text.As<Quantity>(t =>
            ComposeScalars.Bytes(t) is { } bytes
            && Quantity.TryParse(Math.Max(0, bytes).ToString(CultureInfo.InvariantCulture), out Quantity amount)
                ? amount
                : null);

    private static Field<Quantity> Amount(Field<string> text) => Quantity.Read(text);

    /// <summary>A quota of processor time limits too.</summary>
    private static Field<Quantity> Cpu(NodeView service, Field<string> cpus) =>
        cpus.IsMissing && ComposeFields.Text(service, "cpu_quota").Is(q => q is not ("0" or "-1")) ? Field<Quantity>.Unknown(cpus.Node) : Amount(cpus);
}
