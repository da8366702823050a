using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Reads one container of a pod.</summary>
internal static class ContainerReader
{
    private const string Nameless = "so the API server refuses the pod; the container was judged all the same.";

    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];
    private static readonly string[] Handlers = ["httpGet", "tcpSocket"];

    /// <param name="view">The container.</param>
    /// <param name="type">What kind of container it is.</param>
    /// <param name="needsName">Whether one without a name is an error: the API server gives none, though operators may.</param>
    public static Container Read(NodeView view, ContainerType type, bool needsName)
    {
        NodeView security = view["securityContext"];
        NodeView capabilities = security["capabilities"];
        NodeView resources = view["resources"];
        return new Container
        {
            View = view,
            Name = (needsName ? view.Required("name", Nameless) : view.Text("name")).Or(""),
            Type = type,
            Image = view.Text("image"),
            ImagePullPolicy = view.Text("imagePullPolicy"),
            Privileged = security.Boolean("privileged"),
            AllowPrivilegeEscalation = security.Boolean("allowPrivilegeEscalation"),
            ReadOnlyRootFilesystem = security.Boolean("readOnlyRootFilesystem"),
            ProcMount = security.Text("procMount"),
            CapabilitiesAdd = capabilities.TextList("add"),
            CapabilitiesDrop = capabilities.TextList("drop"),
            Security = SecurityReader.Read(security),
            Environment = view.Views("env").ReadKnown(ReadVariable),
            EnvironmentFromSecrets = ReadSecrets(view.Views("envFrom")),
            Ports = view.Views("ports").ReadKnown(p => new ContainerPort(p.Integer("containerPort"), p.Integer("hostPort"), p.Text("protocol"))),
            Mounts = view.Views("volumeMounts").ReadKnown(ReadMount),
            BlockDevices = view.Views("volumeDevices").ReadKnown(d => d.Text("name")),
            Limits = new ResourceAmounts(resources.Map("limits")),
            Requests = new ResourceAmounts(resources.Map("requests")),
            LivenessProbe = view.Node("livenessProbe"),
            ReadinessProbe = view.Node("readinessProbe"),
            ProbeHosts = ReadHosts(view),
            Command = view.TextList("command"),
            Arguments = view.TextList("args"),
            Stdin = view.Boolean("stdin"),
            Tty = view.Boolean("tty"),
        };
    }

    private static Field<string>[] ReadSecrets(FieldList<NodeView> sources)
    {
        if (sources.Items.Count == 0)
            return [];
        var names = new SliceStack<Field<string>>(sources.Items.Count);
        foreach (Field<string> name in sources.ReadKnown(s => s["secretRef"].Text("name")))
            if (name.IsKnown)
                names.Add(name);
        return names.TakeFrom(0);
    }

    private static EnvironmentVariable ReadVariable(NodeView view) =>
        new(view.Text("name"), view.Text("value"), view["valueFrom"]["secretKeyRef"].Text("name"));

    private static VolumeMount ReadMount(NodeView view) =>
        new(view.Text("name"), view.Text("mountPath"), view.Boolean("readOnly"), view.Text("mountPropagation"));

    private static Field<string>[] ReadHosts(NodeView view)
    {
        SliceStack<Field<string>>? hosts = null;
        foreach (string probe in Probes)
            AddHosts(view[probe], ref hosts);
        NodeView lifecycle = view["lifecycle"];
        if (!lifecycle.IsMissing)
            foreach (string hook in Hooks)
                AddHosts(lifecycle[hook], ref hosts);
        return hosts?.TakeFrom(0) ?? [];
    }

    private static void AddHosts(NodeView handler, ref SliceStack<Field<string>>? hosts)
    {
        if (handler.IsMissing)
            return;
        foreach (string name in Handlers)
            if (handler[name] is { IsMissing: false } asked && asked.Text("host") is { IsKnown: true } host)
                (hosts ??= new SliceStack<Field<string>>(2)).Add(host);
    }
}
