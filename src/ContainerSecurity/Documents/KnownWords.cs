namespace ContainerSecurity.Documents;

/// <summary>The words that documents of this trade are full of, each once in memory however often it is read.</summary>
internal static class KnownWords
{
    private const int LongestWord = 32;
    private const int Slots = 2048;

    private const string Words = """
        apiVersion kind metadata name namespace labels annotations spec template containers initContainers ephemeralContainers image imagePullPolicy imagePullSecrets
        command args env envFrom value valueFrom configMapKeyRef secretKeyRef fieldRef resourceFieldRef fieldPath configMapRef secretRef key optional ports containerPort
        hostPort hostIP protocol port targetPort nodePort resources requests limits cpu memory ephemeral-storage storage volumeMounts mountPath subPath readOnly volumes
        hostPath path type emptyDir sizeLimit medium configMap secret secretName persistentVolumeClaim claimName projected sources serviceAccountToken downwardAPI csi nfs
        defaultMode items mode securityContext podSecurityContext privileged allowPrivilegeEscalation runAsNonRoot runAsUser runAsGroup fsGroup supplementalGroups
        readOnlyRootFilesystem capabilities drop add seccompProfile appArmorProfile localhostProfile seLinuxOptions level role user procMount windowsOptions hostProcess
        sysctls hostNetwork hostPID hostIPC hostUsers shareProcessNamespace serviceAccount serviceAccountName automountServiceAccountToken restartPolicy
        terminationGracePeriodSeconds livenessProbe readinessProbe startupProbe httpGet tcpSocket exec grpc scheme host initialDelaySeconds periodSeconds timeoutSeconds
        failureThreshold successThreshold lifecycle postStart preStop affinity nodeAffinity podAffinity podAntiAffinity tolerations effect operator nodeSelector nodeName
        priorityClassName schedulerName dnsPolicy topologySpreadConstraints maxSkew topologyKey whenUnsatisfiable labelSelector matchLabels matchExpressions values selector
        replicas strategy rollingUpdate maxSurge maxUnavailable revisionHistoryLimit serviceName volumeClaimTemplates updateStrategy accessModes storageClassName
        schedule jobTemplate concurrencyPolicy backoffLimit completions parallelism activeDeadlineSeconds ttlSecondsAfterFinished successfulJobsHistoryLimit
        failedJobsHistoryLimit suspend rules apiGroups verbs resourceNames nonResourceURLs roleRef subjects apiGroup aggregationRule data stringData binaryData immutable
        policyTypes ingress egress from to podSelector namespaceSelector ipBlock cidr except clusterIP externalIPs loadBalancerIP sessionAffinity ingressClassName tls hosts
        http paths pathType backend service number defaultBackend webhooks clientConfig caBundle failurePolicy sideEffects admissionReviewVersions validations expression
        message reason variables matchConstraints resourceRules operations status conditions uid generation creationTimestamp ownerReferences finalizers
        app app.kubernetes.io/name app.kubernetes.io/instance app.kubernetes.io/version app.kubernetes.io/component app.kubernetes.io/part-of app.kubernetes.io/managed-by
        version services build context dockerfile target container_name depends_on condition environment env_file networks network_mode expose restart entrypoint
        working_dir healthcheck test interval timeout retries start_period logging driver options deploy reservations secrets configs external source bind tmpfs cap_add
        cap_drop security_opt read_only pid ipc userns_mode devices extra_hosts dns sysctls ulimits init stop_grace_period profiles platform include extends file
        true false null yes no on off v1 apps/v1 batch/v1 Pod Deployment StatefulSet DaemonSet Job CronJob Service ConfigMap Secret Ingress Namespace ServiceAccount Role
        RoleBinding ClusterRole ClusterRoleBinding NetworkPolicy PersistentVolumeClaim CustomResourceDefinition networking.k8s.io/v1 rbac.authorization.k8s.io/v1
        rbac.authorization.k8s.io Always IfNotPresent Never OnFailure RuntimeDefault Localhost Unconfined ALL NET_BIND_SERVICE TCP UDP default latest get list watch create
        update patch delete Exists Equal NoSchedule ClusterFirst ReadWriteOnce Opaque ClusterIP NodePort LoadBalancer RollingUpdate web bridge local unless-stopped always
        """;

    private static readonly string?[] Table = Build();

    /// <summary>The text of a region, without a new string where it is a known word.</summary>
    public static string Cut(string text, int start, int length)
    {
        if (length is 0 or > LongestWord)
            return text.Substring(start, length);
        for (int slot = SlotOf(text, start, length); Table[slot] is { } word; slot = (slot + 1) % Slots)
            if (word.Length == length && string.CompareOrdinal(word, 0, text, start, length) == 0)
                return word;
        return text.Substring(start, length);
    }

    private static int SlotOf(string text, int start, int length) =>
        (int)((uint)((text[start] * 31) + (text[start + (length / 2)] * 977) + (text[start + length - 1] * 7919) + (length * 131)) % Slots);

    private static string?[] Build()
    {
        var table = new string?[Slots];
        foreach (string word in Words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            int slot = SlotOf(word, 0, word.Length);
            while (table[slot] is { } other && other != word)
                slot = (slot + 1) % Slots;
            table[slot] = word;
        }
        return table;
    }
}
