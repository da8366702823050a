using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Reads what a pod's and a container's <c>securityContext</c> have in common.</summary>
internal static class SecurityReader
{
    public static SecuritySettings Read(NodeView security)
    {
        NodeView selinux = security["seLinuxOptions"];
        NodeView windows = security["windowsOptions"];
        return new SecuritySettings
        {
            RunAsNonRoot = security.Boolean("runAsNonRoot"),
            RunAsUser = security.Integer("runAsUser"),
            RunAsGroup = security.Integer("runAsGroup"),
            SeccompType = security["seccompProfile"].Text("type"),
            AppArmorType = security["appArmorProfile"].Text("type"),
            SELinuxType = selinux.Text("type"),
            SELinuxUser = selinux.Text("user"),
            SELinuxRole = selinux.Text("role"),
            WindowsHostProcess = windows.Boolean("hostProcess"),
            WindowsUserName = windows.Text("runAsUserName"),
        };
    }
}
