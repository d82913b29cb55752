/// The manifest of an etcd member as protokube writes it from a volume's tag.
struct MemberManifest {
    var volume: Volume
    /// The cluster's name in kops.
    var cluster: String

    private var etcd: EtcdCluster { volume.etcd }
    private func name(_ letter: String) -> String { "\(etcd.prefix)-\(letter)" }
    private func host(_ letter: String) -> String { "\(name(letter)).internal.\(cluster)" }

    private var initialCluster: String {
        volume.letters.map { "\(name($0))=http://\(host($0)):\(etcd.peerPort)" }.joined(separator: ",")
    }

    var text: String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          annotations:
            scheduler.alpha.kubernetes.io/critical-pod: ""
          creationTimestamp: null
          labels:
            k8s-app: \(etcd.pod)
          name: \(etcd.pod)
          namespace: kube-system
        spec:
          containers:
          - command:
            - /bin/sh
            - -c
            - mkfifo /tmp/pipe; (tee -a /var/log/etcd.log < /tmp/pipe & ) ; exec /usr/local/bin/etcd  >
              /tmp/pipe 2>&1
            env:
            - name: ETCD_NAME
              value: \(name(volume.letter))
            - name: ETCD_DATA_DIR
              value: \(etcd.dataFolder)
            - name: ETCD_LISTEN_PEER_URLS
              value: http://0.0.0.0:\(etcd.peerPort)
            - name: ETCD_LISTEN_CLIENT_URLS
              value: http://0.0.0.0:\(etcd.clientPort)
            - name: ETCD_ADVERTISE_CLIENT_URLS
              value: http://\(host(volume.letter)):\(etcd.clientPort)
            - name: ETCD_INITIAL_ADVERTISE_PEER_URLS
              value: http://\(host(volume.letter)):\(etcd.peerPort)
            - name: ETCD_INITIAL_CLUSTER_STATE
              value: new
            - name: ETCD_INITIAL_CLUSTER_TOKEN
              value: etcd-cluster-token-\(etcd.prefix)
            - name: ETCD_INITIAL_CLUSTER
              value: \(initialCluster)
            image: k8s.gcr.io/etcd:2.2.1
            livenessProbe:
              httpGet:
                host: 127.0.0.1
                path: /health
                port: \(etcd.clientPort)
                scheme: HTTP
              initialDelaySeconds: 15
              timeoutSeconds: 15
            name: etcd-container
            ports:
            - containerPort: \(etcd.peerPort)
              hostPort: \(etcd.peerPort)
              name: serverport
            - containerPort: \(etcd.clientPort)
              hostPort: \(etcd.clientPort)
              name: clientport
            resources:
              requests:
                cpu: \(etcd.processorShare)
            volumeMounts:
            - mountPath: \(etcd.dataFolder)
              name: varetcdata
            - mountPath: /var/log/etcd.log
              name: varlogetcd
            - mountPath: /etc/hosts
              name: hosts
              readOnly: true
          hostNetwork: true
          tolerations:
          - key: CriticalAddonsOnly
            operator: Exists
          volumes:
          - hostPath:
              path: \(volume.mountPoint)\(etcd.dataFolder)
            name: varetcdata
          - hostPath:
              path: \(etcd.log)
            name: varlogetcd
          - hostPath:
              path: /etc/hosts
            name: hosts
        status: {}

        """
    }
}
